package dev.cartulary.privacy;

import dev.cartulary.document.CharSpan;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldType;
import dev.cartulary.field.FieldValue;
import dev.cartulary.keys.KeyRing;
import dev.cartulary.keys.SealedText;
import dev.cartulary.phi.PhiClass;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is written of a field, by what the job wants of it. Safe for use by several threads. */
final class FieldRelease {
  private static final BigDecimal OLDEST = BigDecimal.valueOf(89);

  private final PrivacyChoice choice;
  private final @Nullable KeyRing keys;
  private final Map<String, FieldDefinition> definitions = new HashMap<>();

  /**
   * Looks up the fields of a type.
   *
   * @param keys null only where no field is encrypted
   */
  FieldRelease(PrivacyChoice choice, DocumentType type, @Nullable KeyRing keys) {
    if (choice.fields().has(PhiTreatment.ENCRYPT) && keys == null) {
      throw new IllegalArgumentException("fields are to be encrypted, and there are no keys");
    }
    this.choice = choice;
    this.keys = keys;
    type.fields().forEach(field -> definitions.put(field.name(), field));
  }

  /** Whether the values of a field identify the patient. */
  boolean identifies(Field field) {
    FieldDefinition definition = definitions.get(field.name());
    return definition != null && definition.phi();
  }

  /** What becomes of a field. */
  PhiTreatment treatment(Field field) {
    FieldDefinition definition = definitions.get(field.name());
    return definition == null ? PhiTreatment.KEEP : choice.fields().of(definition);
  }

  /** Whether the words of a value say the same elsewhere: not those of a yes or of a choice. */
  boolean tells(Field field) {
    FieldDefinition definition = definitions.get(field.name());
    return definition != null
        && definition.type() != FieldType.BOOLEAN
        && definition.type() != FieldType.ENUM
        && field.value().chars().filter(Character::isLetterOrDigit).count() >= 4;
  }

  /** The class of a field about the patient, by its type and its name. */
  PhiClass kind(Field field) {
    FieldDefinition definition = Objects.requireNonNull(definitions.get(field.name()));
    String name = definition.name();
    if (definition.type() == FieldType.DATE) {
      return PhiClass.DATE;
    }
    if (name.matches("(?:.*_)?age")) {
      return PhiClass.AGE;
    }
    if (name.matches(".*(?:mrn|record).*")) {
      return PhiClass.MRN;
    }
    if (name.matches(".*(?:name|patient|provider|physician|person|contact|party|parties).*")) {
      return PhiClass.NAME;
    }
    if (name.matches(".*(?:address|city|county|zip|street|place).*")) {
      return PhiClass.GEOGRAPHY;
    }
    return name.matches(".*(?:phone|mobile).*") ? PhiClass.PHONE : PhiClass.OTHER;
  }

  Field of(ExtractedText text, Deidentified document, Field field) {
    if (field.status() == FieldStatus.ABSENT) {
      return field;
    }
    return switch (treatment(field)) {
      case KEEP -> kept(text, document, field);
      case MASK -> {
        String mask = Replacement.mask(kind(field), field.value());
        yield with(field, mask, new FieldValue.Text(mask));
      }
      case ENCRYPT ->
          with(
              field,
              sealed(text, field, "value", field.value()),
              new FieldValue.Text(
                  sealed(text, field, "canonical", field.normalized().canonical())));
    };
  }

  private String sealed(ExtractedText text, Field field, String column, String words) {
    return SealedText.seal(
        Objects.requireNonNull(keys), words, text.id().sha256(), field.name(), column);
  }

  private Field kept(ExtractedText text, Deidentified document, Field field) {
    CharSpan span = field.span();
    boolean stands =
        span != null
            && span.end() <= text.text().length()
            && span.of(text.text()).equals(field.value());
    String value = stands && span != null ? document.slice(span) : document.words(field.value());
    boolean changed = !value.equals(field.value());
    if (choice.mode() == PrivacyMode.KEEP) {
      return changed ? with(field, value, masked(field, value)) : field;
    }
    if (identifies(field)
        && !changed
        && (kind(field) != PhiClass.AGE || isOver89(field.normalized()))) {
      value = document.identifier(kind(field), field.value());
      changed = true;
    }
    return with(field, value, normalized(document, field, value, changed));
  }

  private FieldValue normalized(Deidentified document, Field field, String value, boolean changed) {
    FieldValue normalized = field.normalized();
    if (normalized instanceof FieldValue.Date date) {
      return document.date(date);
    }
    if (definitions.containsKey(field.name())
        && kind(field) == PhiClass.AGE
        && isOver89(normalized)) {
      return new FieldValue.Text(Replacement.OVER_89);
    }
    if (changed) {
      return masked(field, value);
    }
    return normalized instanceof FieldValue.Text words
        ? new FieldValue.Text(document.words(words.canonical()))
        : normalized;
  }

  /** A yes tells nothing of the words that it was read from. */
  private static FieldValue masked(Field field, String value) {
    return field.normalized() instanceof FieldValue.Flag
        ? field.normalized()
        : new FieldValue.Text(value);
  }

  private static boolean isOver89(FieldValue value) {
    return value instanceof FieldValue.Quantity quantity && quantity.number().compareTo(OLDEST) > 0;
  }

  private static Field with(Field field, String value, FieldValue normalized) {
    return new Field(
            field.name(),
            value,
            normalized,
            field.span(),
            field.page(),
            field.probability(),
            field.status(),
            field.boxes(),
            field.basis())
        .routed(field.route());
  }
}
