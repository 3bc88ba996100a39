package dev.cartulary.beam;

import dev.cartulary.cost.CostLine;
import dev.cartulary.outcome.Failure;
import dev.cartulary.parquet.CostRow;
import dev.cartulary.parquet.DocumentRow;
import dev.cartulary.parquet.FailureRow;
import dev.cartulary.parquet.FieldRow;
import dev.cartulary.parquet.Table;
import dev.cartulary.parquet.TableCipher;
import dev.cartulary.parquet.TableWriter;
import dev.cartulary.reading.CostedDocument;
import dev.cartulary.reading.Delivery;
import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.WritableByteChannel;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * Writes one shard of each of the four tables, rows in the order of the paths, so that equal
 * results are equal bytes, unless they are encrypted. The same file always lands in the same shard.
 * A shard that is written again replaces itself: a file gets its name only when it is complete.
 */
record ShardWriter(String run, String folder, int shard, int shards, @Nullable TableCipher cipher) {

  /**
   * Writes what of the delivery belongs to this shard, one document in memory at a time.
   *
   * @param documents finds a delivered document under its path
   */
  void write(Delivery delivery, Function<Delivery.Delivered, CostedDocument> documents)
      throws IOException {
    try (WritableByteChannel documentFile = create(Table.DOCUMENTS);
        WritableByteChannel fieldFile = create(Table.FIELDS);
        WritableByteChannel costFile = create(Table.COSTS);
        TableWriter<DocumentRow> documentRows = open(Table.DOCUMENTS, documentFile);
        TableWriter<FieldRow> fieldRows = open(Table.FIELDS, fieldFile);
        TableWriter<CostRow> costRows = open(Table.COSTS, costFile)) {
      for (Delivery.Delivered delivered : mine(delivery.documents(), Delivery.Delivered::path)) {
        CostedDocument costed = documents.apply(delivered);
        documentRows.write(new DocumentRow(run, costed.document(), costed.costs()));
        for (FieldRow row : FieldRow.of(run, costed.document())) {
          fieldRows.write(row);
        }
        for (CostLine line : costed.costs()) {
          costRows.write(new CostRow(run, delivered.id(), delivered.path(), line));
        }
      }
    }
    try (WritableByteChannel failureFile = create(Table.FAILURES);
        TableWriter<FailureRow> failureRows = open(Table.FAILURES, failureFile)) {
      for (Failure failure : mine(delivery.failures(), Failure::path)) {
        failureRows.write(new FailureRow(run, failure));
      }
    }
    for (Table<?> table : List.of(Table.DOCUMENTS, Table.FIELDS, Table.COSTS, Table.FAILURES)) {
      FileSystems.rename(
          List.of(partial(table)),
          List.of(resource(table.fileName(shard, shards))),
          StandardMoveOptions.IGNORE_MISSING_FILES);
    }
  }

  private <T> List<T> mine(List<T> files, Function<T, String> path) {
    return files.stream()
        .filter(file -> Math.floorMod(path.apply(file).hashCode(), shards) == shard)
        .sorted(Comparator.comparing(path))
        .toList();
  }

  private <R extends Serializable> WritableByteChannel create(Table<R> table) throws IOException {
    return FileSystems.create(partial(table), "application/vnd.apache.parquet");
  }

  private <R extends Serializable> TableWriter<R> open(Table<R> table, WritableByteChannel file)
      throws IOException {
    return TableWriter.open(table, file, cipher, run + "/" + table.fileName(shard, shards));
  }

  private ResourceId partial(Table<?> table) {
    return resource("." + table.fileName(shard, shards) + ".partial");
  }

  private ResourceId resource(String name) {
    return FileSystems.matchNewResource(folder + "/" + name, false);
  }
}
