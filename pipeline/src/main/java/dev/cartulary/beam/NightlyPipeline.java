package dev.cartulary.beam;

import dev.cartulary.document.SourceFile;
import dev.cartulary.file.ListedFile;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.reading.FinishedDocument;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * The steps of a nightly run, top to bottom; what happens to one document is {@link
 * dev.cartulary.reading.DocumentReader}.
 */
final class NightlyPipeline {
  static final TupleTag<SourceFile> HASHED = new TupleTag<>() {};
  static final TupleTag<Outcome<FinishedDocument>> UNREADABLE = new TupleTag<>() {};

  private static final SerializableCoder<Outcome<FinishedDocument>> OUTCOMES =
      SerializableCoder.of(new TypeDescriptor<Outcome<FinishedDocument>>() {});

  private static final int FILES_PER_SHARD = 20_000;

  private NightlyPipeline() {}

  /** Adds the steps to {@code pipeline}; the four tables are written into {@code folder}. */
  static void build(
      Pipeline pipeline, JobPlan plan, String run, List<ListedFile> files, String folder) {
    int shards = 1 + (files.size() - 1) / FILES_PER_SHARD;

    PCollectionTuple hashed =
        pipeline
            .apply("List files", Create.of(files).withCoder(SerializableCoder.of(ListedFile.class)))
            .apply(
                "Hash files",
                ParDo.of(new HashFile()).withOutputTags(HASHED, TupleTagList.of(UNREADABLE)));

    PCollection<Outcome<FinishedDocument>> read =
        hashed
            .get(HASHED)
            .setCoder(SerializableCoder.of(SourceFile.class))
            .apply(
                "Key by content",
                WithKeys.of((SourceFile file) -> file.id().sha256())
                    .withKeyType(TypeDescriptors.strings()))
            .apply("Group equal files", GroupByKey.create())
            .apply("Read documents", ParDo.of(new ReadDocument(plan, run)))
            .setCoder(OUTCOMES);

    PCollectionList.of(hashed.get(UNREADABLE).setCoder(OUTCOMES))
        .and(read)
        .apply("All outcomes", Flatten.pCollections())
        .apply(
            "Key by shard",
            WithKeys.of((Outcome<FinishedDocument> outcome) -> shard(outcome, shards))
                .withKeyType(TypeDescriptors.integers()))
        .apply("Group shards", GroupByKey.create())
        .apply("Write tables", ParDo.of(new WriteShard(run, folder, shards)));
  }

  /** The same file always lands in the same shard. */
  private static int shard(Outcome<FinishedDocument> outcome, int shards) {
    String path =
        outcome.fold(finished -> finished.document().file().path(), failure -> failure.path());
    return Math.floorMod(path.hashCode(), shards);
  }
}
