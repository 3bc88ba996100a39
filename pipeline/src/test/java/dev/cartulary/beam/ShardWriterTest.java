package dev.cartulary.beam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.parquet.Table;
import dev.cartulary.reading.CostedDocument;
import dev.cartulary.reading.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardWriterTest {
  @TempDir Path folder;

  @Test
  void write_outcomesInAnyOrder_givesEqualBytesInTheOrderOfPaths() throws Exception {
    List<Outcome<DocumentRecord>> outcomes = outcomes(40);
    write(outcomes, "one", 0, 1);
    Collections.shuffle(outcomes, new Random(1));
    write(outcomes, "other", 0, 1);

    assertThat(files("one"))
        .containsOnlyKeys(
            "costs-00000-of-00001.parquet",
            "documents-00000-of-00001.parquet",
            "failures-00000-of-00001.parquet",
            "fields-00000-of-00001.parquet");
    assertThat(files("other")).isEqualTo(files("one"));
    assertThat(Tables.query(folder.resolve("one"), "select path from documents"))
        .hasSize(20)
        .isSorted();
    assertThat(
            Tables.query(
                folder.resolve("one"), "select concat_ws(' ', path, position) from fields"))
        .hasSize(60)
        .startsWith("a 000 0", "a 000 1", "a 000 2", "a 002 0")
        .isSorted();
    assertThat(Tables.query(folder.resolve("one"), "select path from failures"))
        .hasSize(20)
        .isSorted();
  }

  @Test
  void write_again_replacesTheShard() throws Exception {
    write(outcomes(4), "one", 0, 1);
    Map<String, List<Byte>> first = files("one");
    write(outcomes(4), "one", 0, 1);
    assertThat(files("one")).isEqualTo(first);
  }

  @Test
  void write_severalShards_areOneTable() throws Exception {
    List<Outcome<DocumentRecord>> outcomes = outcomes(10);
    write(outcomes, "one", 0, 2);
    write(outcomes, "one", 1, 2);
    assertThat(files("one")).hasSize(8);
    assertThat(
            Tables.query(
                folder.resolve("one"),
                "select path from documents union all select path from failures"))
        .hasSize(10)
        .doesNotHaveDuplicates();
  }

  @Test
  void write_noFailure_givesAFailuresTableWithoutRows() throws Exception {
    write(outcomes(1), "one", 0, 1);
    assertThat(Tables.rows(folder.resolve("one"), Table.FAILURES)).isEmpty();
    assertThat(Tables.rows(folder.resolve("one"), Table.DOCUMENTS)).hasSize(1);
  }

  @Test
  void write_folderIsAFile_throwsAndNamesIt() throws IOException {
    Files.writeString(folder.resolve("taken"), "");
    assertThatThrownBy(() -> write(outcomes(1), "taken", 0, 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("taken");
  }

  /** Documents at even numbers, failures at odd ones. */
  private static List<Outcome<DocumentRecord>> outcomes(int count) {
    List<Outcome<DocumentRecord>> outcomes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String path = String.format("a %03d", i);
      outcomes.add(
          i % 2 == 0
              ? Outcome.ok(SampleDocuments.document(path, 1))
              : Outcome.failed(SampleDocuments.failure(path, FailureReason.EMPTY)));
    }
    return outcomes;
  }

  private void write(List<Outcome<DocumentRecord>> outcomes, String into, int shard, int shards)
      throws IOException {
    Path target = folder.resolve(into);
    if (!Files.exists(target)) {
      Files.createDirectory(target);
    }
    Map<String, DocumentRecord> documents = new LinkedHashMap<>();
    List<Failure> failures = new ArrayList<>();
    for (Outcome<DocumentRecord> outcome : outcomes) {
      boolean unused =
          outcome.fold(
              document -> documents.put(document.file().path(), document) == null, failures::add);
    }
    List<Delivery.Delivered> delivered =
        documents.values().stream()
            .map(DocumentRecord::file)
            .map(file -> new Delivery.Delivered(file.path(), file.id(), file.parent(), "work"))
            .toList();
    new ShardWriter("r1", target.toString(), shard, shards, null)
        .write(
            new Delivery(delivered, failures),
            one ->
                new CostedDocument(Objects.requireNonNull(documents.get(one.path())), List.of()));
  }

  private Map<String, List<Byte>> files(String name) throws IOException {
    Map<String, List<Byte>> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(folder.resolve(name))) {
      for (Path path : paths.toList()) {
        List<Byte> bytes = new ArrayList<>();
        for (byte value : Files.readAllBytes(path)) {
          bytes.add(value);
        }
        files.put(String.valueOf(path.getFileName()), bytes);
      }
    }
    return files;
  }
}
