package dev.cartulary.beam;

import dev.cartulary.calibration.Calibration;
import dev.cartulary.digest.Sha256;
import dev.cartulary.field.DocumentType;
import dev.cartulary.privacy.Deidentifier;
import dev.cartulary.privacy.PrivacyChoice;
import dev.cartulary.privacy.PrivacyKey;
import dev.cartulary.prompt.RequestBuilder;
import dev.cartulary.routing.Rules;
import dev.cartulary.schedule.ModelDescription;
import dev.cartulary.tika.ParserLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Names everything but the document that can change a record: the document type, the model with its
 * prompt and calibration, how text is taken out and cut, the threshold, and what becomes of
 * identifiers. Prices are left out: what a document cost was true on the day on which it was
 * computed.
 */
final class WorkFingerprint {
  /** Changes whenever text, chunks, merging or normalising can come out differently. */
  private static final String READING = "reading-9";

  private WorkFingerprint() {}

  /** Nothing of the key but what tells it from others; empty where identifiers are kept. */
  private static String privacy(PrivacyChoice privacy, DocumentType type) {
    if (!privacy.hides()) {
      return "";
    }
    PrivacyKey key = privacy.key();
    String documents =
        String.join(
            " ",
            Deidentifier.VERSION,
            privacy.mode().name(),
            Double.toString(privacy.risk()),
            key == null ? "" : key.fingerprint());
    String fields = privacy.fields().written(type);
    return fields.isEmpty() ? documents : documents + " " + fields;
  }

  /** A record changes by who is asked again, and about what; not by who is asked after the run. */
  private static List<String> large(JobPlan plan, @Nullable ModelDescription large) {
    RoutingPlan routing = plan.routing();
    ModelChoice choice = routing == null ? null : routing.large();
    if (routing == null || choice == null || large == null) {
      return List.of();
    }
    Rules rules = routing.rules();
    return List.of(
        large.fingerprint(),
        large.calibration().fingerprint(),
        Integer.toString(large.chunkTokens()),
        choice.presence().name(),
        Double.toString(rules.below()),
        String.join(",", new TreeSet<>(rules.always())),
        Integer.toString(rules.chunks()));
  }

  /**
   * 64 lower-case hexadecimal digits.
   *
   * @param large the checkpoint that is asked again; null for none
   */
  static String of(
      JobPlan plan,
      String model,
      Calibration calibration,
      int chunkTokens,
      int overlapTokens,
      @Nullable ModelDescription large) {
    List<String> parts =
        new ArrayList<>(
            List.of(
                READING,
                plan.type().fingerprint(),
                model,
                calibration.fingerprint(),
                RequestBuilder.version(),
                plan.model().presence().name(),
                Integer.toString(chunkTokens),
                Integer.toString(overlapTokens),
                Double.toString(plan.reviewThreshold()),
                plan.limits().ocrLanguage(),
                privacy(plan.privacy(), plan.type())));
    parts.addAll(large(plan, large));
    return hash(parts);
  }

  /**
   * Names everything but the document that decides whether its text can be taken out: this
   * program's version, limits, and whether pictures can be read.
   *
   * @return 64 lower-case hexadecimal digits
   */
  static String circumstances(JobPlan plan, boolean ocr) {
    ParserLimits limits = plan.limits();
    return hash(
        List.of(
            READING,
            plan.productVersion(),
            Integer.toString(limits.documentSeconds()),
            Integer.toString(limits.ocrPageSeconds()),
            Integer.toString(limits.pages()),
            Integer.toString(limits.characters()),
            Integer.toString(limits.unpackedMib()),
            Integer.toString(limits.memoryMib()),
            limits.ocrLanguage(),
            Boolean.toString(ocr)));
  }

  private static String hash(List<String> parts) {
    return Sha256.of(String.join("\n", parts)).hex();
  }
}
