package dev.cartulary.merge;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldType;
import dev.cartulary.outcome.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The key sentences of a document, chosen by the evidence that stands in them. Mutable; belongs to
 * one merge.
 *
 * <p>A sentence's score is the sum, over the fields of which a value stands in it, of the value's
 * probability times the field's weight, and a tenth of the probability by which the model chose it.
 * A field says who, what or when with a weight of 1; a clause, which holds for most contracts, has
 * 0.25; each further value of a field in one sentence adds a quarter of its own. What an earlier
 * chosen sentence says already counts a quarter in later ones. Without any score a sentence's place
 * decides: the first sentences of a document are its lead.
 */
final class KeySentenceSummary {
  /** Sentences that share so much of their words say the same (shared words / words of either). */
  private static final double ALIKE = 0.6;

  private static final double MODEL = 0.1;
  private static final double CLAUSE = 0.25;
  private static final double AGAIN = 0.25;

  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\d]+");

  private final String text;
  private final List<CharSpan> sentences;
  private final Map<CharSpan, Double> chosenByModel = new HashMap<>();

  /**
   * @param sentences that may be chosen, in the order of the text
   */
  KeySentenceSummary(String text, List<CharSpan> sentences) {
    this.text = text;
    this.sentences = sentences;
  }

  /** A sentence that the model chose, or a piece of one. */
  void add(CharSpan sentence, double probability) {
    chosenByModel.merge(sentence, probability, Math::max);
  }

  /**
   * A summary out of the first pieces that differ from each other, in their order; null where there
   * is none.
   *
   * @param pieces each one or several sentences, the preferred first
   */
  @Nullable Summary of(int most, List<List<CharSpan>> pieces) {
    List<CharSpan> chosen = new ArrayList<>();
    List<Set<String>> chosenWords = new ArrayList<>();
    for (List<CharSpan> piece : pieces) {
      Set<String> words =
          piece.stream().flatMap(span -> words(span.of(text)).stream()).collect(Collectors.toSet());
      if (chosenWords.size() < most
          && chosenWords.stream()
              .noneMatch(other -> other.containsAll(words) || alike(words, other))) {
        chosen.addAll(piece);
        chosenWords.add(words);
      }
    }
    return chosen.isEmpty() ? null : summary(chosen);
  }

  /** The best sentences that differ from each other, in document order, one a line. */
  Summary best(int most, List<Field> fields, Map<String, FieldDefinition> definitions) {
    List<CharSpan> left = new ArrayList<>(sentences);
    chosenByModel.keySet().stream()
        .filter(span -> left.stream().noneMatch(span::overlaps))
        .sorted(Comparator.comparingInt(CharSpan::start))
        .forEach(left::add);
    Map<CharSpan, List<Field>> evidence = new HashMap<>();
    for (CharSpan sentence : left) {
      evidence.put(sentence, fields.stream().filter(f -> within(f, sentence)).toList());
    }
    Set<String> said = new HashSet<>();
    List<CharSpan> chosen = new ArrayList<>();
    List<Set<String>> chosenWords = new ArrayList<>();
    while (chosen.size() < most && !left.isEmpty()) {
      CharSpan next = left.get(0);
      double best = -1;
      for (CharSpan sentence : left) {
        double score =
            score(sentence, evidence.getOrDefault(sentence, List.of()), said, definitions);
        if (score > best) {
          next = sentence;
          best = score;
        }
      }
      left.remove(next);
      Set<String> words = words(next.of(text));
      if (chosenWords.stream().noneMatch(other -> alike(words, other))) {
        chosen.add(next);
        chosenWords.add(words);
        evidence.getOrDefault(next, List.of()).forEach(field -> said.add(field.name()));
      }
    }
    chosen.sort(Comparator.comparingInt(CharSpan::start));
    return summary(chosen);
  }

  private Summary summary(List<CharSpan> chosen) {
    return new Summary(
        Summary.Kind.KEY_SENTENCES,
        String.join("\n", chosen.stream().map(span -> span.of(text)).toList()),
        chosen);
  }

  private static boolean within(Field field, CharSpan sentence) {
    CharSpan span = field.span();
    return span != null && (sentence.contains(span) || span.contains(sentence));
  }

  private double score(
      CharSpan sentence,
      List<Field> evidence,
      Set<String> said,
      Map<String, FieldDefinition> definitions) {
    double score = 0;
    Set<String> counted = new HashSet<>();
    for (Field field : evidence) {
      FieldDefinition definition = definitions.get(field.name());
      boolean clause = definition != null && definition.type() == FieldType.BOOLEAN;
      boolean again = !counted.add(field.name()) || said.contains(field.name());
      score += field.probability() * (clause ? CLAUSE : 1) * (again ? AGAIN : 1);
    }
    for (Map.Entry<CharSpan, Double> choice : chosenByModel.entrySet()) {
      if (sentence.contains(choice.getKey())) {
        score += MODEL * choice.getValue();
      }
    }
    return score;
  }

  private static Set<String> words(String sentence) {
    return NO_WORD.splitAsStream(sentence.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  private static boolean alike(Set<String> some, Set<String> other) {
    Set<String> shared = new HashSet<>(some);
    shared.retainAll(other);
    return shared.size() >= ALIKE * (some.size() + other.size() - shared.size());
  }
}
