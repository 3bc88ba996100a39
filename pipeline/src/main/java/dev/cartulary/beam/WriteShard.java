package dev.cartulary.beam;

import dev.cartulary.cost.CostLine;
import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.parquet.CostRow;
import dev.cartulary.parquet.DocumentRow;
import dev.cartulary.parquet.FailureRow;
import dev.cartulary.parquet.FieldRow;
import dev.cartulary.parquet.Table;
import dev.cartulary.parquet.TableWriter;
import dev.cartulary.reading.FinishedDocument;
import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Writes one shard of each of the four tables, rows in the order of the paths, so that equal
 * results are equal bytes. A shard that is written again replaces itself: a file gets its name only
 * when it is complete.
 */
final class WriteShard extends DoFn<KV<Integer, Iterable<Outcome<FinishedDocument>>>, String> {
  private final String run;
  private final String folder;
  private final int shards;

  WriteShard(String run, String folder, int shards) {
    this.run = run;
    this.folder = folder;
    this.shards = shards;
  }

  @ProcessElement
  public void write(
      @Element KV<Integer, Iterable<Outcome<FinishedDocument>>> delivered,
      OutputReceiver<String> out)
      throws IOException {
    List<FinishedDocument> documents = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (Outcome<FinishedDocument> outcome : delivered.getValue()) {
      // Both lists answer true; fold makes sure that no case is forgotten.
      boolean unused = outcome.fold(documents::add, failures::add);
    }
    documents.sort(Comparator.comparing(document -> document.document().file().path()));
    failures.sort(Comparator.comparing(Failure::path));

    List<DocumentRow> documentRows = new ArrayList<>();
    List<FieldRow> fieldRows = new ArrayList<>();
    List<CostRow> costRows = new ArrayList<>();
    for (FinishedDocument finished : documents) {
      SourceFile file = finished.document().file();
      documentRows.add(new DocumentRow(run, finished.document(), finished.costs()));
      fieldRows.addAll(FieldRow.of(run, finished.document()));
      for (CostLine line : finished.costs()) {
        costRows.add(new CostRow(run, file.id(), file.path(), line));
      }
    }
    int shard = delivered.getKey();
    out.output(write(Table.DOCUMENTS, documentRows, shard));
    out.output(write(Table.FIELDS, fieldRows, shard));
    out.output(write(Table.COSTS, costRows, shard));
    out.output(
        write(
            Table.FAILURES,
            failures.stream().map(failure -> new FailureRow(run, failure)).toList(),
            shard));
  }

  private <R extends Serializable> String write(Table<R> table, List<R> rows, int shard)
      throws IOException {
    String name = table.fileName(shard, shards);
    ResourceId partial = FileSystems.matchNewResource(folder + "/." + name + ".partial", false);
    ResourceId complete = FileSystems.matchNewResource(folder + "/" + name, false);
    try (WritableByteChannel channel =
            FileSystems.create(partial, "application/vnd.apache.parquet");
        TableWriter<R> writer = TableWriter.open(table, channel)) {
      for (R row : rows) {
        writer.write(row);
      }
    }
    FileSystems.rename(
        List.of(partial), List.of(complete), StandardMoveOptions.IGNORE_MISSING_FILES);
    return name;
  }
}
