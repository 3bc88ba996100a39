package dev.cartulary.cli;

import dev.cartulary.beam.JobPlan;
import dev.cartulary.beam.ModelChoice;
import dev.cartulary.beam.RoutingPlan;
import dev.cartulary.beam.Selection;
import dev.cartulary.config.Job;
import dev.cartulary.schedule.PrecisionChoice;
import dev.cartulary.tika.ParserLimits;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Turns a checked job file into what the pipeline takes. */
final class Plans {
  private Plans() {}

  static JobPlan of(Job job) {
    return new JobPlan(
        job.name(),
        Version.number(),
        job.input().folder().toString(),
        job.input().include(),
        job.input().exclude(),
        job.type(),
        model(job.model()),
        job.chunkTokens(),
        limits(job),
        job.reviewThreshold(),
        job.ledger(),
        job.output().toString(),
        job.accounting(),
        job.privacy(),
        job.encryption(),
        job.report(),
        Selection.ALL,
        routing(job));
  }

  static @Nullable RoutingPlan routing(Job job) {
    Job.Routing routing = job.routing();
    if (routing == null) {
      return null;
    }
    Job.Model large = routing.large();
    return new RoutingPlan(
        routing.rules(), large == null ? null : model(large), routing.escalation());
  }

  private static ModelChoice model(Job.Model model) {
    Path folder = model.folder();
    return new ModelChoice(
        folder == null ? ModelChoice.EMBEDDED : folder.toString(),
        precision(model.precision()),
        model.presence());
  }

  private static PrecisionChoice precision(Job.Precision precision) {
    return switch (precision) {
      case AUTO -> PrecisionChoice.AUTO;
      case FLOAT32 -> PrecisionChoice.FLOAT32;
      case BFLOAT16 -> PrecisionChoice.BFLOAT16;
      case INT8 -> PrecisionChoice.INT8;
      case INT4 -> PrecisionChoice.INT4;
    };
  }

  static ParserLimits limits(Job job) {
    ParserLimits usual = ParserLimits.DEFAULT;
    Job.Limits limits = job.limits();
    return new ParserLimits(
        limits.documentSeconds(),
        usual.ocrPageSeconds(),
        limits.documentPages(),
        usual.characters(),
        limits.unpackedMib(),
        limits.parserMemoryMib(),
        limits.parsers(),
        usual.documentsPerProcess(),
        job.ocrLanguage());
  }
}
