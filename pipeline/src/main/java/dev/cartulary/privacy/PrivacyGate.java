package dev.cartulary.privacy;

import dev.cartulary.document.CharSpan;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.keys.KeyRing;
import dev.cartulary.outcome.Summary;
import dev.cartulary.phi.KnownIdentifier;
import dev.cartulary.phi.PhiClass;
import dev.cartulary.phi.PhiSpan;
import dev.cartulary.verify.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a document's findings and everything that is kept of them. The model's answers to
 * fields about the patient are identifiers of the document beside those of the recognisers, and so
 * are the values of fields that are masked or encrypted: what is hidden in one place is hidden in
 * all. Safe for use by several threads.
 */
public final class PrivacyGate {
  /** Who found the place of a treated field. */
  static final String FIELD = "field";

  private final PrivacyChoice choice;
  private final FieldRelease fields;
  private final @Nullable Deidentifier deidentifier;

  /**
   * Opens the key.
   *
   * @param keys null only where no field is encrypted
   * @throws PrivacyKeyException if the choice needs a key that cannot be used
   */
  public PrivacyGate(PrivacyChoice choice, DocumentType type, @Nullable KeyRing keys) {
    this.choice = choice;
    this.fields = new FieldRelease(choice, type, keys);
    this.deidentifier = choice.hides() ? new Deidentifier(choice.mode(), choice.key()) : null;
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
    Deidentified document =
        own.read(text.text(), text.id().sha256(), known(verified), places(text, verified));
    if (document.risk() > choice.risk()) {
      return new Released(null, document.risk());
    }
    List<Field> released =
        verified.fields().stream()
            // What was not taken is not looked through, and may name anybody.
            .map(field -> fields.of(text, document, field.with(List.of())))
            .toList();
    return new Released(
        new Verification(
            released,
            summary(text.text(), document, verified.summary()),
            verified.ungroundedFields(),
            verified.summaryGrounded()),
        document.risk());
  }

  /** Values to look for everywhere. */
  private List<KnownIdentifier> known(Verification verified) {
    List<KnownIdentifier> known = new ArrayList<>();
    for (Field field : verified.fields()) {
      boolean treated = fields.treatment(field) != PhiTreatment.KEEP;
      boolean answered =
          choice.mode() != PrivacyMode.KEEP
              && fields.identifies(field)
              && field.status() == FieldStatus.FOUND
              && fields.kind(field) != PhiClass.AGE;
      if ((treated || answered) && fields.tells(field)) {
        known.add(new KnownIdentifier(fields.kind(field), field.value()));
      }
    }
    return known;
  }

  /** Where treated values stand, short ones and those in other words included. */
  private List<PhiSpan> places(ExtractedText text, Verification verified) {
    List<PhiSpan> places = new ArrayList<>();
    for (Field field : verified.fields()) {
      CharSpan span = field.span();
      if (span != null
          && !span.isEmpty()
          && span.end() <= text.text().length()
          && fields.treatment(field) != PhiTreatment.KEEP) {
        places.add(new PhiSpan(fields.kind(field), span, 1, FIELD));
      }
    }
    return places;
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
}
