package dev.cartulary.beam;

import dev.cartulary.accounting.Rates;
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
import org.jspecify.annotations.Nullable;

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
        Rates.usual(),
        PrivacyChoice.KEEP,
        null);
  }

  /** The same job with another who says whether there is a value. */
  static JobPlan with(JobPlan plan, Presence presence) {
    ModelChoice model =
        new ModelChoice(plan.model().location(), plan.model().precision(), presence);
    return with(plan, model, plan.limits(), plan.reviewThreshold(), plan.routing());
  }

  /** The same job with another routing. */
  static JobPlan with(JobPlan plan, @Nullable RoutingPlan routing) {
    return with(plan, plan.model(), plan.limits(), plan.reviewThreshold(), routing);
  }

  /** The same job with other limits and another threshold. */
  static JobPlan with(JobPlan plan, ParserLimits limits, double threshold) {
    return with(plan, plan.model(), limits, threshold, plan.routing());
  }

  private static JobPlan with(
      JobPlan plan,
      ModelChoice model,
      ParserLimits limits,
      double threshold,
      @Nullable RoutingPlan routing) {
    return new JobPlan(
        plan.name(),
        plan.productVersion(),
        plan.inputFolder(),
        plan.includes(),
        plan.excludes(),
        plan.type(),
        model,
        plan.chunkTokens(),
        limits,
        threshold,
        plan.ledger(),
        plan.outputFolder(),
        plan.rates(),
        plan.privacy(),
        plan.encryption(),
        plan.report(),
        plan.selection(),
        routing);
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
