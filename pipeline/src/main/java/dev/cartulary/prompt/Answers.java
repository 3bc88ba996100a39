package dev.cartulary.prompt;

import dev.cartulary.completion.Choice;
import dev.cartulary.completion.Constraint;
import dev.cartulary.document.CharSpan;
import dev.cartulary.field.Candidates;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldType;
import dev.cartulary.normalize.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/**
 * What a branch about a field may say.
 *
 * @param judged whether the model says that there is a value, and not the rules
 * @param anySentence whether any sentence of a chunk may be the answer
 */
record Answers(FieldDefinition field, boolean judged, boolean anySentence) {
  /** Whether any words of a chunk may be the value, so that candidates are not listed. */
  boolean verbatim() {
    return field.type() != FieldType.BOOLEAN && field.candidates().contains(Candidates.VERBATIM);
  }

  /**
   * What the branch may say in a chunk that holds {@code candidates}, which are not empty: of those
   * that mean the same the best, and of too many the best ones. Of a clause that a model judges,
   * any sentence of the chunk, for a capable one reads more than the rules do.
   *
   * @param rank of a candidate, the better the less
   */
  Constraint constraint(
      DocumentFindings document,
      CharSpan chunk,
      List<CharSpan> candidates,
      int mostChoices,
      ToIntFunction<CharSpan> rank) {
    if (verbatim()) {
      return new Constraint.Verbatim(field.maxTokens(), field.many());
    }
    boolean absence = judged || field.many();
    List<Choice> choices;
    if (anySentence) {
      List<CharSpan> all = document.sentences().stream().filter(chunk::contains).toList();
      choices =
          choices(document.text(), chunk, all.isEmpty() ? candidates : all, all.size() + 1, s -> s);
    } else {
      List<CharSpan> bestFirst = new ArrayList<>(candidates);
      bestFirst.sort(Comparator.comparingInt(rank).thenComparing(FieldQuestion.ORDER));
      choices = choices(document.text(), chunk, bestFirst, mostChoices, this::meaning);
    }
    return new Constraint.OneOf(choices, field.many(), absence);
  }

  /**
   * What a value means, so that one date in two spellings is one choice, and so are words with and
   * without a full stop; a sentence means itself.
   */
  String meaning(String value) {
    if (field.type() == FieldType.BOOLEAN) {
      return value;
    }
    String meaning = Normalizer.normalize(field, value).canonical();
    return meaning.endsWith(".") ? meaning.substring(0, meaning.length() - 1) : meaning;
  }

  /**
   * Choices of distinct meaning, the first of each, with spans in the chunk, in the order of the
   * text.
   *
   * @param candidates the best first
   * @param meaning equal for candidates that say the same
   */
  static List<Choice> choices(
      String text,
      CharSpan chunk,
      List<CharSpan> candidates,
      int mostChoices,
      UnaryOperator<String> meaning) {
    List<CharSpan> distinct = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (CharSpan candidate : candidates) {
      if (distinct.size() < mostChoices && seen.add(meaning.apply(candidate.of(text)))) {
        distinct.add(candidate);
      }
    }
    return distinct.stream()
        .sorted(FieldQuestion.ORDER)
        .map(span -> new Choice(span.of(text), span.shift(-chunk.start())))
        .toList();
  }
}
