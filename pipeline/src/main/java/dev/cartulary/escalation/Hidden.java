package dev.cartulary.escalation;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.Candidates;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldType;
import dev.cartulary.normalize.Normalizer;
import dev.cartulary.phi.KnownIdentifier;
import dev.cartulary.phi.PhiClass;
import dev.cartulary.phi.PhiFinder;
import dev.cartulary.phi.PhiSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What of a document may not be sent: the identifiers that the recognisers find, the values of
 * fields that name a person, a party or a patient, and every name of a person or an organisation.
 */
final class Hidden {
  /** In an order that is the same in every process, for approvals are of these very words. */
  private static final SortedMap<Candidates, PhiClass> NAMES =
      new TreeMap<>(
          Map.of(
              Candidates.PERSONS, PhiClass.NAME, Candidates.ORGANISATIONS, PhiClass.ORGANIZATION));

  /** Shorter words say the same in other places. */
  private static final int SHORTEST = 3;

  private static final String FIELD = "field";

  private Hidden() {}

  /**
   * The places, without overlaps, in the order of the text.
   *
   * @param sentences of the text
   * @param found in the document
   */
  static List<PhiSpan> of(
      String text, List<CharSpan> sentences, DocumentType type, List<Field> found) {
    Map<String, FieldDefinition> definitions = new HashMap<>();
    type.fields().forEach(field -> definitions.put(field.name(), field));
    List<KnownIdentifier> known = new ArrayList<>();
    List<PhiSpan> places = new ArrayList<>();
    for (Field field : found) {
      FieldDefinition definition = definitions.get(field.name());
      PhiClass kind = definition == null ? null : kind(definition);
      CharSpan span = field.span();
      if (kind == null || field.status() == FieldStatus.ABSENT) {
        continue;
      }
      if (field.value().chars().filter(Character::isLetterOrDigit).count() >= SHORTEST) {
        known.add(new KnownIdentifier(kind, field.value()));
      }
      if (span != null && !span.isEmpty() && span.end() <= text.length()) {
        places.add(new PhiSpan(kind, span, 1, FIELD));
      }
    }
    NAMES.forEach(
        (source, kind) -> {
          for (CharSpan sentence : sentences) {
            Normalizer.recogniser(source)
                .ifPresent(
                    rule ->
                        rule.find(sentence.of(text))
                            .forEach(
                                name -> {
                                  CharSpan place = name.span().shift(sentence.start());
                                  known.add(new KnownIdentifier(kind, place.of(text)));
                                  places.add(new PhiSpan(kind, place, 1, FIELD));
                                }));
          }
        });
    return PhiFinder.find(text, known).with(places).spans().stream()
        .map(span -> trimmed(span, text))
        .toList();
  }

  /** Without the stop behind a date, which is no part of it when it comes back as an answer. */
  private static PhiSpan trimmed(PhiSpan found, String text) {
    CharSpan span = found.span();
    String stops = found.kind() == PhiClass.DATE ? ".,;:" : ",;:";
    int end = span.end();
    while (end > span.start() + 1 && stops.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return new PhiSpan(
        found.kind(), new CharSpan(span.start(), end), found.probability(), found.recogniser());
  }

  /** The class of a field's values; null where they identify nobody. */
  private static @Nullable PhiClass kind(FieldDefinition field) {
    if (field.type() == FieldType.BOOLEAN || field.type() == FieldType.ENUM) {
      return null;
    }
    for (Candidates source : field.candidates()) {
      PhiClass kind = NAMES.get(source);
      if (kind != null) {
        return kind;
      }
    }
    if (!field.phi()) {
      return null;
    }
    return field.type() == FieldType.DATE ? PhiClass.DATE : PhiClass.OTHER;
  }
}
