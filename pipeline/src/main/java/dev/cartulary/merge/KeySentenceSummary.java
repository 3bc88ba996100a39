package dev.cartulary.merge;

import dev.cartulary.document.CharSpan;
import dev.cartulary.outcome.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Chosen sentences of a document with their probabilities. Mutable; belongs to one merge. */
final class KeySentenceSummary {
  /** Sentences that share so much of their words say the same (shared words / words of either). */
  private static final double ALIKE = 0.6;

  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\d]+");

  private final String text;
  private final Map<CharSpan, Double> probabilities = new LinkedHashMap<>();

  KeySentenceSummary(String text) {
    this.text = text;
  }

  void add(CharSpan sentence, double probability) {
    probabilities.merge(sentence, probability, Math::max);
  }

  /** The most probable sentences that differ from each other, in document order, one a line. */
  Summary best(int most) {
    List<CharSpan> sorted = new ArrayList<>(probabilities.keySet());
    sorted.sort(
        Comparator.comparingDouble((CharSpan s) -> -probabilities.getOrDefault(s, 0.0))
            .thenComparingInt(CharSpan::start)
            .thenComparingInt(CharSpan::end));
    List<CharSpan> chosen = new ArrayList<>();
    List<Set<String>> chosenWords = new ArrayList<>();
    for (CharSpan sentence : sorted) {
      Set<String> words = words(sentence.of(text));
      if (chosen.size() < most
          && chosen.stream().noneMatch(sentence::overlaps)
          && chosenWords.stream().noneMatch(other -> alike(words, other))) {
        chosen.add(sentence);
        chosenWords.add(words);
      }
    }
    chosen.sort(Comparator.comparingInt(CharSpan::start));
    return new Summary(
        Summary.Kind.KEY_SENTENCES,
        String.join("\n", chosen.stream().map(span -> span.of(text)).toList()),
        chosen);
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
