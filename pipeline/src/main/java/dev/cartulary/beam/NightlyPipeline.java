package dev.cartulary.beam;

import dev.cartulary.document.SourceFile;
import dev.cartulary.file.ListedFile;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * The steps of a nightly run, top to bottom: {@link #read} takes the files into the ledger, {@link
 * #write} writes tables out of it. What happens to one document is {@link
 * dev.cartulary.reading.DocumentReader}.
 */
final class NightlyPipeline {
  private static final int FILES_PER_SHARD = 20_000;

  /**
   * Files go by the first digits of their hashes, into 4,096 groups at most: equal ones into one
   * group, and with some thousands, nearly each into one of its own, so that whoever is free takes
   * the next. A runner's own work is done for each group: with very many small documents it would
   * be a good part of all.
   */
  private static final int DIGITS = 3;

  private NightlyPipeline() {}

  /** Adds the steps after which every file is delivered, as a document or as a failure. */
  static void read(Pipeline pipeline, JobPlan plan, String run, FileChoice choice) {
    pipeline
        .apply(
            "List files",
            Create.of(choice.looked()).withCoder(SerializableCoder.of(ListedFile.class)))
        .apply("Hash files", ParDo.of(new HashFile(plan, run)))
        .setCoder(SerializableCoder.of(SourceFile.class))
        .apply(
            "Key by content",
            WithKeys.of(NightlyPipeline::group).withKeyType(TypeDescriptors.strings()))
        .apply("Group equal files", GroupByKey.create())
        .apply("Read documents", ParDo.of(new ReadDocument(plan, run)));
    if (!choice.carried().isEmpty()) {
      pipeline
          .apply(
              "List what stays",
              Create.of(choice.carried()).withCoder(SerializableCoder.of(FileChoice.Carried.class)))
          .apply("Carry over", ParDo.of(new CarryOver(plan, run)));
    }
  }

  /** The group that a file goes to its reader in. */
  static String group(SourceFile file) {
    return file.id().sha256().substring(0, DIGITS);
  }

  /** How many parts the tables of so many files have. */
  static int shards(int files) {
    return 1 + (files - 1) / FILES_PER_SHARD;
  }

  /** Adds the steps that write what {@code run} delivered into {@code folder}. */
  static void write(Pipeline pipeline, JobPlan plan, String run, int files, String folder) {
    int shards = shards(files);
    pipeline
        .apply(
            "List shards",
            Create.of(IntStream.range(0, shards).boxed().toList()).withCoder(VarIntCoder.of()))
        .apply("Write tables", ParDo.of(new WriteShard(plan, run, folder, shards)));
  }
}
