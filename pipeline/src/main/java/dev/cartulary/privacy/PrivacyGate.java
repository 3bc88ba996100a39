package dev.cartulary.privacy;

import dev.cartulary.document.CharSpan;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldType;
import dev.cartulary.field.FieldValue;
import dev.cartulary.outcome.Summary;
import dev.cartulary.phi.KnownIdentifier;
import dev.cartulary.phi.PhiClass;
import dev.cartulary.verify.Verification;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a document's findings and everything that is kept of them. The model's answers to
 * fields about the patient are identifiers of the document beside those of the recognisers. Safe
 * for use by several threads.
 */
public final class PrivacyGate {
  private static final BigDecimal OLDEST = BigDecimal.valueOf(89);

  private final PrivacyChoice choice;
  private final @Nullable Deidentifier deidentifier;
  private final Map<String, FieldDefinition> definitions = new HashMap<>();

  /**
   * Opens the key.
   *
   * @throws PrivacyKeyException if the choice needs a key that cannot be used
   */
  public PrivacyGate(PrivacyChoice choice, DocumentType type) {
    this.choice = choice;
    this.deidentifier = choice.hides() ? new Deidentifier(choice.mode(), choice.key()) : null;
    type.fields().forEach(field -> definitions.put(field.name(), field));
  }

  /**
   * Findings that may be kept, or none.
   *
   * @param verified null where the document goes to review
   * @param risk 0 where identifiers are kept
   */
  public record Released(@Nullable Verification verified, double risk) {}

  /** The bound above which documents go to review. */
  public double bound() {
    return choice.risk();
  }

  /** Replaces the identifiers in what was found in a document. */
  public Released release(ExtractedText text, Verification verified) {
    Deidentifier own = deidentifier;
    if (own == null) {
      return new Released(verified, 0);
    }
    Deidentified document = own.read(text.text(), text.id().sha256(), known(verified));
    if (document.risk() > choice.risk()) {
      return new Released(null, document.risk());
    }
    List<Field> fields =
        verified.fields().stream().map(field -> field(text, document, field)).toList();
    return new Released(
        new Verification(
            fields,
            summary(text.text(), document, verified.summary()),
            verified.ungroundedFields(),
            verified.summaryGrounded()),
        document.risk());
  }

  private List<KnownIdentifier> known(Verification verified) {
    List<KnownIdentifier> known = new ArrayList<>();
    for (Field field : verified.fields()) {
      FieldDefinition definition = definitions.get(field.name());
      if (definition == null || !definition.phi() || field.status() != FieldStatus.FOUND) {
        continue;
      }
      PhiClass kind = kind(definition);
      boolean telling = field.value().chars().filter(Character::isLetterOrDigit).count() >= 4;
      if (telling && kind != PhiClass.AGE) {
        known.add(new KnownIdentifier(kind, field.value()));
      }
    }
    return known;
  }

  private Field field(ExtractedText text, Deidentified document, Field field) {
    if (field.status() == FieldStatus.ABSENT) {
      return field;
    }
    CharSpan span = field.span();
    boolean stands =
        span != null
            && span.end() <= text.text().length()
            && span.of(text.text()).equals(field.value());
    String value = stands && span != null ? document.slice(span) : document.words(field.value());
    FieldDefinition definition = definitions.get(field.name());
    boolean changed = !value.equals(field.value());
    if (definition != null && definition.phi() && !changed) {
      PhiClass kind = kind(definition);
      if (kind != PhiClass.AGE || isOver89(field.normalized())) {
        value = document.identifier(kind, field.value());
        changed = true;
      }
    }
    return new Field(
        field.name(),
        value,
        normalized(document, definition, field, value, changed),
        span,
        field.page(),
        field.probability(),
        field.status(),
        field.boxes(),
        field.basis());
  }

  private static FieldValue normalized(
      Deidentified document,
      @Nullable FieldDefinition definition,
      Field field,
      String value,
      boolean changed) {
    FieldValue normalized = field.normalized();
    if (normalized instanceof FieldValue.Date date) {
      return document.date(date);
    }
    if (definition != null && kind(definition) == PhiClass.AGE && isOver89(normalized)) {
      return new FieldValue.Text(Replacement.OVER_89);
    }
    if (changed && !(normalized instanceof FieldValue.Flag)) {
      return new FieldValue.Text(value);
    }
    return normalized instanceof FieldValue.Text words
        ? new FieldValue.Text(document.words(words.canonical()))
        : normalized;
  }

  private static boolean isOver89(FieldValue value) {
    return value instanceof FieldValue.Quantity quantity && quantity.number().compareTo(OLDEST) > 0;
  }

  private static Summary summary(String text, Deidentified document, Summary summary) {
    String sentences =
        summary.spans().stream().map(span -> span.of(text)).collect(Collectors.joining("\n"));
    boolean copied = !summary.spans().isEmpty() && sentences.equals(summary.text());
    String words =
        copied
            ? summary.spans().stream().map(document::slice).collect(Collectors.joining("\n"))
            : document.words(summary.text());
    return new Summary(summary.kind(), words, summary.spans());
  }

  /** The class of a field about the patient, by its type and its name. */
  private static PhiClass kind(FieldDefinition definition) {
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
}
