package dev.cartulary.schedule;

import dev.cartulary.completion.Answer;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.completion.Choice;
import dev.cartulary.constrain.Guide;
import dev.cartulary.constrain.GuidedValue;
import dev.cartulary.constrain.TokenSet;
import dev.cartulary.decoder.Logits;
import dev.cartulary.tokenizer.TokenIds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One branch on its way: the tokens of its question and of its answer so far, and how many of them
 * the model has seen.
 *
 * <p>A token that is the only one allowed is taken at once, without asking the model; it is fed
 * together with the next ones that are.
 */
final class BranchRun {
  private final String name;
  private final Guide guide;
  private final int questionTokens;

  private int[] tokens; // question, then answer
  private int size;
  private int fed;
  private final BitSet forced = new BitSet(); // indexes into tokens
  private final List<Double> probabilities = new ArrayList<>(); // of the answer's tokens
  private double absentProbability;
  private @Nullable Answer runnerUp;

  BranchRun(String name, TokenIds question, Guide guide) {
    this.name = name;
    this.guide = guide;
    this.questionTokens = question.size();
    this.tokens = question.toArray();
    this.size = tokens.length;
    takeForced();
  }

  /** Tokens that the branch can reach in the model; those after its last choice are never fed. */
  long capacity() {
    return (long) questionTokens + guide.lastChoice();
  }

  boolean isFinished() {
    return guide.isFinished();
  }

  /** Tokens that the model has not seen. */
  int waiting() {
    return size - fed;
  }

  /**
   * Rows for a step.
   *
   * @param questionTokens of them
   * @param forcedTokens of the others, those that no pick has counted
   */
  record Rows(TokenIds tokens, int questionTokens, int forcedTokens) {}

  /** The next rows, at least one and at most {@code most}; they count as fed. */
  Rows feed(int most) {
    int end = Math.min(size, fed + Math.max(1, most));
    TokenIds rows = TokenIds.of(Arrays.copyOfRange(tokens, fed, end));
    int questions = Math.max(0, Math.min(end, questionTokens) - fed);
    int forcedRows = forced.get(fed, end).cardinality();
    fed = end;
    return new Rows(rows, questions, forcedRows);
  }

  /** Takes the most probable token, and those that it forces; the model must have seen the rest. */
  void pick(Logits logits, int row) {
    GreedyPick pick = GreedyPick.of(logits, row, guide);
    if (probabilities.isEmpty()) {
      absentProbability = pick.absentProbability();
    }
    noteOther(pick);
    take(pick.token(), pick.probability());
    takeForced();
  }

  /** Where the answer could have gone another way. */
  private void noteOther(GreedyPick pick) {
    Choice other = pick.second() < 0 ? null : guide.leadsTo(pick.second());
    if (other != null) {
      double probability = probabilities.stream().reduce(pick.secondProbability(), (a, b) -> a * b);
      if (runnerUp == null || probability > runnerUp.probability()) {
        runnerUp = new Answer(other.text(), other.span(), probability);
      }
    }
  }

  private void takeForced() {
    while (!guide.isFinished()) {
      TokenSet allowed = guide.allowed();
      if (allowed.size() > 1) {
        return;
      }
      int token = allowed.at(0);
      if (guide.absentStart().isPresent() && guide.absentStart().getAsInt() == token) {
        absentProbability = 1;
      }
      forced.set(size);
      take(token, 1);
    }
  }

  private void take(int token, double probability) {
    if (size == tokens.length) {
      tokens = Arrays.copyOf(tokens, 2 * size + 8);
    }
    tokens[size++] = token;
    probabilities.add(probability);
    guide.accept(token);
  }

  BranchAnswer answer() {
    List<Answer> answers = new ArrayList<>();
    for (GuidedValue value : guide.values()) {
      double probability = 1;
      for (int i = value.start(); i < value.end(); i++) {
        probability *= probabilities.get(i);
      }
      answers.add(new Answer(value.text(), value.span(), probability));
    }
    Answer other = runnerUp;
    boolean given =
        other != null && answers.stream().anyMatch(each -> each.text().equals(other.text()));
    return new BranchAnswer(name, answers, absentProbability, given ? null : other);
  }
}
