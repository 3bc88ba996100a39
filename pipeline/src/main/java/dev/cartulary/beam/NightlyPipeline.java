package dev.cartulary.beam;

import dev.cartulary.document.SourceFile;
import dev.cartulary.file.ListedFile;
import dev.cartulary.outcome.Failure;
import dev.cartulary.parquet.CostRow;
import dev.cartulary.parquet.DocumentRow;
import dev.cartulary.parquet.FailureRow;
import dev.cartulary.parquet.FieldRow;
import dev.cartulary.parquet.Table;
import dev.cartulary.reading.FinishedDocument;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;

/** The steps of a nightly run, top to bottom. */
final class NightlyPipeline {
  static final TupleTag<SourceFile> HASHED = new TupleTag<>() {};
  static final TupleTag<FinishedDocument> FINISHED = new TupleTag<>() {};
  static final TupleTag<Failure> FAILED = new TupleTag<>() {};

  /** Rows of a table that share a file. */
  private static final int FILES_PER_SHARD = 20_000;

  private final String run;
  private final String folder;
  private final int shards;

  private NightlyPipeline(String run, String folder, int shards) {
    this.run = run;
    this.folder = folder;
    this.shards = shards;
  }

  /** Adds the steps to {@code pipeline}; the four tables are written into {@code folder}. */
  static void build(
      Pipeline pipeline, JobPlan plan, String run, List<ListedFile> files, String folder) {
    int shards = 1 + (files.size() - 1) / FILES_PER_SHARD;
    new NightlyPipeline(run, folder, shards).build(pipeline, plan, files);
  }

  private void build(Pipeline pipeline, JobPlan plan, List<ListedFile> files) {
    PCollectionTuple hashed =
        pipeline
            .apply("List files", Create.of(files).withCoder(SerializableCoder.of(ListedFile.class)))
            .apply(
                "Hash files",
                ParDo.of(new HashFile()).withOutputTags(HASHED, TupleTagList.of(FAILED)));

    PCollectionTuple read =
        hashed
            .get(HASHED)
            .setCoder(SerializableCoder.of(SourceFile.class))
            .apply(
                "Key by content",
                WithKeys.of((SourceFile file) -> file.id().sha256())
                    .withKeyType(TypeDescriptors.strings()))
            .apply("Group equal files", GroupByKey.create())
            .apply(
                "Read documents",
                ParDo.of(new ReadDocument(plan, run))
                    .withOutputTags(FINISHED, TupleTagList.of(FAILED)));

    PCollection<FinishedDocument> finished =
        read.get(FINISHED).setCoder(SerializableCoder.of(FinishedDocument.class));
    PCollection<Failure> failed =
        PCollectionList.of(hashed.get(FAILED).setCoder(SerializableCoder.of(Failure.class)))
            .and(read.get(FAILED).setCoder(SerializableCoder.of(Failure.class)))
            .apply("All failures", Flatten.pCollections());

    String id = run;
    write(
        Table.DOCUMENTS,
        DocumentRow.class,
        finished,
        document -> List.of(new DocumentRow(id, document.document(), document.costs())));
    write(Table.FIELDS, FieldRow.class, finished, document -> fields(id, document));
    write(Table.COSTS, CostRow.class, finished, document -> costs(id, document));
    write(
        Table.FAILURES, FailureRow.class, failed, failure -> List.of(new FailureRow(id, failure)));
  }

  private static List<FieldRow> fields(String run, FinishedDocument finished) {
    var document = finished.document();
    SourceFile file = document.file();
    return IntStream.range(0, document.fields().size())
        .mapToObj(
            i ->
                new FieldRow(
                    run, file.id(), file.path(), document.type(), i, document.fields().get(i)))
        .toList();
  }

  private static List<CostRow> costs(String run, FinishedDocument finished) {
    SourceFile file = finished.document().file();
    return finished.costs().stream()
        .map(line -> new CostRow(run, file.id(), file.path(), line))
        .toList();
  }

  private <E, R extends Serializable> void write(
      Table<R> table,
      Class<R> row,
      PCollection<E> elements,
      SerializableFunction<E, List<R>> rows) {
    int count = shards;
    elements
        .apply("Rows of " + table, FlatMapElements.into(TypeDescriptor.of(row)).via(rows))
        .setCoder(SerializableCoder.of(row))
        .apply(
            "Write " + table,
            FileIO.<R>write()
                .via(new TableSink<>(table))
                .to(folder)
                .withNumShards(count)
                .withNaming((window, pane, all, shard, compression) -> table.fileName(shard, all)));
  }
}
