package dev.cartulary.prompt;

import dev.cartulary.chunk.Sentences;
import dev.cartulary.document.CharSpan;
import dev.cartulary.field.Candidates;
import dev.cartulary.normalize.Normalizer;
import dev.cartulary.normalize.Recogniser;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What rules find in one document, computed once however many fields ask. Not thread-safe. */
final class DocumentFindings {
  private final String text;
  private final List<CharSpan> sentences;
  private final Map<Candidates, Map<CharSpan, List<CharSpan>>> findings =
      new EnumMap<>(Candidates.class);

  DocumentFindings(String text) {
    this.text = text;
    this.sentences = Sentences.of(text);
  }

  String text() {
    return text;
  }

  List<CharSpan> sentences() {
    return sentences;
  }

  /** Where the rule behind {@code source} finds values in a sentence; nowhere without a rule. */
  List<CharSpan> findings(Candidates source, CharSpan sentence) {
    Optional<Recogniser> rule = Normalizer.recogniser(source);
    if (rule.isEmpty()) {
      return List.of();
    }
    return findings
        .computeIfAbsent(source, s -> new HashMap<>())
        .computeIfAbsent(
            sentence,
            s ->
                rule.get().find(s.of(text)).stream()
                    .map(finding -> finding.span().shift(s.start()))
                    .toList());
  }
}
