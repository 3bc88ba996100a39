package dev.cartulary.beam;

import dev.cartulary.accounting.Electricity;
import dev.cartulary.accounting.ReviewCost;
import dev.cartulary.accounting.ThisMachine;
import dev.cartulary.field.DocumentType;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.privacy.PrivacyChoice;
import dev.cartulary.prompt.Presence;
import dev.cartulary.schedule.PrecisionChoice;
import dev.cartulary.tika.ParserLimits;
import dev.cartulary.types.DocumentTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Jobs over {@code in}, {@code out} and {@code ledger} of a folder, for the embedded model. */
final class SamplePlans {
  private SamplePlans() {}

  static JobPlan of(Path folder, DocumentType type) {
    return of(folder, type, 0.5);
  }

  /** A job in which values below the threshold need review. */
  static JobPlan of(Path folder, DocumentType type, double threshold) {
    return new JobPlan(
        "letters",
        "test",
        folder.resolve("in").toString(),
        List.of(),
        List.of(),
        type,
        new ModelChoice(ModelChoice.EMBEDDED, PrecisionChoice.AUTO, Presence.AUTO),
        null,
        ParserLimits.DEFAULT.withProcesses(1),
        threshold,
        new LedgerAddress("jdbc:h2:file:" + folder.resolve("ledger"), "", ""),
        folder.resolve("out").toString(),
        ThisMachine.profile(),
        Electricity.COMMON,
        ReviewCost.UNSTATED,
        PrivacyChoice.KEEP,
        null);
  }

  /** The same job with another who says whether there is a value. */
  static JobPlan with(JobPlan plan, Presence presence) {
    return new JobPlan(
        plan.name(),
        plan.productVersion(),
        plan.inputFolder(),
        plan.includes(),
        plan.excludes(),
        plan.type(),
        new ModelChoice(plan.model().location(), plan.model().precision(), presence),
        plan.chunkTokens(),
        plan.limits(),
        plan.reviewThreshold(),
        plan.ledger(),
        plan.outputFolder(),
        plan.hardware(),
        plan.electricity(),
        plan.review(),
        plan.privacy(),
        plan.encryption());
  }

  /** A small type of a user's own, read from YAML as a user's is. */
  static DocumentType letters(Path folder, String comment, String datesQuestion)
      throws IOException {
    Path yaml = folder.resolve("letters.yaml");
    Files.writeString(
        yaml,
        """
        # %s
        name: letter
        summary: {question: summary, sentences: 2}
        fields:
          - {name: written, question: %s, type: date, many: true, candidates: dates}
          - {name: sum, question: contract value, type: money, candidates: money}
        """
            .formatted(comment, datesQuestion));
    return DocumentTypes.load(yaml);
  }
}
