package dev.cartulary.merge;

import dev.cartulary.chunk.Chunk;
import dev.cartulary.completion.Answer;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.document.CharSpan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all chunks that hold the same words of the document say about them. Overlapping chunks are
 * asked apart, so that they are several opinions: their log-odds are averaged, for an answer and
 * for absence alike. A chunk that gives another answer leaves to this one what its own leave of 1.
 */
final class Agreement {
  /** Nothing that was not said is held for less probable than this. */
  private static final double LEAST = 0.02;

  private final List<ChunkCompletion> completions;

  Agreement(List<ChunkCompletion> completions) {
    this.completions = completions;
  }

  /**
   * How probable an answer and absence are.
   *
   * @param answer of at least one chunk
   */
  record Opinion(double answer, double absence) {}

  /** The opinion on an answer of {@code chunk} to {@code branch}. */
  Opinion of(Chunk chunk, BranchAnswer branch, Answer answer) {
    CharSpan own = answer.span();
    if (own == null) {
      return new Opinion(answer.probability(), branch.absentProbability());
    }
    CharSpan span = own.shift(chunk.span().start());
    List<Double> answers = new ArrayList<>(List.of(answer.probability()));
    List<Double> absences = new ArrayList<>(List.of(branch.absentProbability()));
    for (ChunkCompletion other : completions) {
      if (other.chunk().index() != chunk.index() && other.chunk().span().contains(span)) {
        for (BranchAnswer said : other.completion().answers()) {
          if (said.name().equals(branch.name())) {
            answers.add(probability(said, span.shift(-other.chunk().span().start())));
            absences.add(said.absentProbability());
          }
        }
      }
    }
    return new Opinion(mean(answers), mean(absences));
  }

  private static double probability(BranchAnswer said, CharSpan span) {
    double left = 1 - said.absentProbability();
    for (Answer answer : said.answers()) {
      @Nullable CharSpan where = answer.span();
      if (where != null && where.overlaps(span)) {
        return answer.probability();
      }
      left -= answer.probability();
    }
    return Math.max(LEAST, left);
  }

  /** One number stays exactly what it is. */
  private static double mean(List<Double> probabilities) {
    if (probabilities.size() == 1) {
      return probabilities.get(0);
    }
    double sum = 0;
    for (double probability : probabilities) {
      double inside = Math.min(1 - 1e-9, Math.max(1e-9, probability));
      sum += Math.log(inside / (1 - inside));
    }
    return 1 / (1 + Math.exp(-sum / probabilities.size()));
  }
}
