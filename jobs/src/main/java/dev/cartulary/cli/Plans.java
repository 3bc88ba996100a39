package dev.cartulary.cli;

import dev.cartulary.beam.JobPlan;
import dev.cartulary.beam.ModelChoice;
import dev.cartulary.config.Job;
import dev.cartulary.egress.EgressGuard;
import dev.cartulary.keys.Encryption;
import dev.cartulary.keys.KeyRing;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.parquet.TableCipher;
import dev.cartulary.schedule.PrecisionChoice;
import dev.cartulary.tika.ParserLimits;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
        job.privacy(),
        job.encryption());
  }

  /** Closes all ways out of this process but those to the servers of a job. */
  static void closeTheRest(LedgerAddress ledger, @Nullable Encryption encryption) {
    EgressGuard.only(
        ledger.destinations(), encryption == null ? Set.of() : encryption.place().destinations());
  }

  /** What decrypts a job's tables; null where they are not encrypted. */
  static @Nullable TableCipher cipher(@Nullable Encryption encryption) {
    return encryption == null
        ? null
        : new TableCipher(KeyRing.open(encryption.place()), encryption.oneKey());
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
