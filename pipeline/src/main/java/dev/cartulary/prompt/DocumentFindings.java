package dev.cartulary.prompt;

import dev.cartulary.chunk.Sentences;
import dev.cartulary.document.CharSpan;
import dev.cartulary.entity.Entity;
import dev.cartulary.entity.EntityRecogniser;
import dev.cartulary.field.Candidates;
import dev.cartulary.normalize.Normalizer;
import dev.cartulary.normalize.Recogniser;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What rules find in one document, computed once however many fields ask. Not thread-safe. */
final class DocumentFindings {
  private final String text;
  private final List<CharSpan> sentences;
  private @Nullable List<Entity> entities;
  private @Nullable NavigableMap<CharSpan, Entity> likeliest;
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

  /** Clinical names in running text; they may overlap. */
  List<Entity> entities() {
    if (entities == null) {
      entities = EntityRecogniser.clinical().find(text, sentences);
    }
    return entities;
  }

  /** The most probable of the names that overlap a span, of any kind. */
  Optional<Entity> likeliest(CharSpan span) {
    if (likeliest == null) {
      likeliest = new TreeMap<>(FieldQuestion.ORDER);
      for (Entity entity : Entity.apart(entities())) {
        likeliest.put(entity.span(), entity);
      }
    }
    return likeliest
        .headMap(new CharSpan(span.end(), span.end()), false)
        .descendingMap()
        .values()
        .stream()
        .takeWhile(entity -> entity.span().end() > span.start())
        .max(Comparator.comparingDouble(Entity::probability));
  }

  /** Whether a span stands in a sentence in which names can be found. */
  boolean inProse(CharSpan span) {
    int at = Collections.binarySearch(sentences, span, FieldQuestion.ORDER);
    int before = at >= 0 ? at : -at - 2;
    return before >= 0
        && sentences.get(before).contains(span)
        && EntityRecogniser.reads(sentences.get(before).of(text));
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
