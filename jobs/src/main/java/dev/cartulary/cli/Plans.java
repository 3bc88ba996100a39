package dev.cartulary.cli;

import dev.cartulary.beam.JobPlan;
import dev.cartulary.beam.ModelChoice;
import dev.cartulary.beam.Selection;
import dev.cartulary.config.Job;
import dev.cartulary.schedule.PrecisionChoice;
import dev.cartulary.tika.ParserLimits;
import java.nio.file.Path;

/** Turns a checked job file into what the pipeline takes. */
final class Plans {
  private Plans() {}

  static JobPlan of(Job job) {
    Path model = job.model().folder();
    return new JobPlan(
        job.name(),
        Version.number(),
        job.input().folder().toString(),
        job.input().include(),
        job.input().exclude(),
        job.type(),
        new ModelChoice(
            model == null ? ModelChoice.EMBEDDED : model.toString(),
            precision(job.model().precision())),
        job.chunkTokens(),
        limits(job),
        job.reviewThreshold(),
        job.ledger(),
        job.output().toString(),
        job.accounting().hardware(),
        job.accounting().electricity(),
        job.accounting().review(),
        job.privacy(),
        job.encryption(),
        job.report(),
        Selection.ALL);
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
