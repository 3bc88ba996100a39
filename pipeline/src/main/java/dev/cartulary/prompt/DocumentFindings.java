package dev.cartulary.prompt;

import dev.cartulary.chunk.Sentences;
import dev.cartulary.document.CharSpan;
import dev.cartulary.field.Candidates;
import dev.cartulary.normalize.Finding;
import dev.cartulary.normalize.Normalizer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What rules find in one document, computed once however many fields ask. Not thread-safe. */
final class DocumentFindings {
  private final String text;
  private final List<CharSpan> sentences;
  private final Map<Candidates, List<Finding>> findings = new EnumMap<>(Candidates.class);

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

  /** The findings of the rule behind {@code source}; none when there is no rule. */
  List<Finding> findings(Candidates source) {
    return findings.computeIfAbsent(
        source, s -> Normalizer.recogniser(s).map(rule -> rule.find(text)).orElse(List.of()));
  }
}
