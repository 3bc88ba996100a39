package dev.cartulary.beam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.accounting.Electricity;
import dev.cartulary.accounting.EscalationPrice;
import dev.cartulary.accounting.HardwareProfile;
import dev.cartulary.accounting.Rates;
import dev.cartulary.accounting.ReviewCost;
import dev.cartulary.calibration.Calibration;
import dev.cartulary.calibration.Scale;
import dev.cartulary.field.DocumentType;
import dev.cartulary.keys.Encryption;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.privacy.PrivacyChoice;
import dev.cartulary.prompt.Presence;
import dev.cartulary.tika.ParserLimits;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFingerprintTest {
  @TempDir Path folder;

  private DocumentType type;
  private JobPlan plan;

  @BeforeEach
  void plan() throws IOException {
    type = SamplePlans.letters(folder, "first", "agreement date");
    plan = SamplePlans.of(folder, type);
  }

  @Test
  void of_samePlan_isTheSame() {
    assertThat(WorkFingerprint.of(plan, "model", Calibration.NONE, 256, 32, null))
        .matches("[0-9a-f]{64}")
        .isEqualTo(
            WorkFingerprint.of(
                SamplePlans.of(folder, type), "model", Calibration.NONE, 256, 32, null));
  }

  @Test
  void of_anyPartChanged_isAnother() throws IOException {
    List<String> fingerprints =
        List.of(
            WorkFingerprint.of(plan, "model", Calibration.NONE, 256, 32, null),
            WorkFingerprint.of(
                SamplePlans.with(plan, Presence.MODEL), "model", Calibration.NONE, 256, 32, null),
            WorkFingerprint.of(plan, "model 2", Calibration.NONE, 256, 32, null),
            WorkFingerprint.of(plan, "model", Calibration.NONE, 255, 32, null),
            WorkFingerprint.of(plan, "model", Calibration.NONE, 256, 31, null),
            // The same digits cut elsewhere.
            WorkFingerprint.of(plan, "model", Calibration.NONE, 25, 632, null),
            WorkFingerprint.of(with(0.51, plan.limits()), "model", Calibration.NONE, 256, 32, null),
            WorkFingerprint.of(
                with(0.5, language("eng+deu")), "model", Calibration.NONE, 256, 32, null),
            WorkFingerprint.of(
                SamplePlans.of(folder, SamplePlans.letters(folder, "first", "effective date")),
                "model",
                Calibration.NONE,
                256,
                32,
                null),
            WorkFingerprint.of(
                plan,
                "model",
                new Calibration(
                    "", Map.of(new Calibration.Key("letters", "date", false), new Scale(2, 0))),
                256,
                32,
                null));
    assertThat(fingerprints).doesNotHaveDuplicates();
  }

  /** What a document cost, and where it lies, say nothing about what stands in it. */
  @Test
  void of_pricesPlacesOrDeadlinesChanged_isTheSame() {
    HardwareProfile machine =
        plan.rates()
            .hardware()
            .stated(
                "server",
                BigDecimal.TEN,
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.TEN);
    JobPlan elsewhere =
        new JobPlan(
            "another name",
            "2.0",
            "/another/folder",
            List.of("*.pdf"),
            List.of("*.txt"),
            type,
            plan.model(),
            plan.chunkTokens(),
            plan.limits().withDocumentSeconds(7).withProcesses(3),
            plan.reviewThreshold(),
            new LedgerAddress("jdbc:h2:file:/another/ledger", "", ""),
            "/another/output",
            new Rates(
                machine,
                new Electricity(BigDecimal.TEN, BigDecimal.ONE),
                new ReviewCost(BigDecimal.TEN, BigDecimal.TEN),
                new EscalationPrice(BigDecimal.TEN, BigDecimal.TEN)),
            PrivacyChoice.KEEP,
            new Encryption(new Encryption.Folder("/keys"), Encryption.Columns.SEPARATE));
    assertThat(WorkFingerprint.of(elsewhere, "model", Calibration.NONE, 256, 32, null))
        .isEqualTo(WorkFingerprint.of(plan, "model", Calibration.NONE, 256, 32, null));
  }

  private static ParserLimits language(String language) {
    ParserLimits usual = ParserLimits.DEFAULT;
    return new ParserLimits(
        usual.documentSeconds(),
        usual.ocrPageSeconds(),
        usual.pages(),
        usual.characters(),
        usual.unpackedMib(),
        usual.memoryMib(),
        usual.processes(),
        usual.documentsPerProcess(),
        language);
  }

  private JobPlan with(double threshold, ParserLimits limits) {
    return SamplePlans.with(plan, limits, threshold);
  }
}
