package dev.cartulary.beam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.parquet.Table;
import dev.cartulary.reading.FinishedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteShardTest {
  @TempDir Path folder;

  @Test
  void write_outcomesInAnyOrder_givesEqualBytesInTheOrderOfPaths() throws Exception {
    List<Outcome<FinishedDocument>> outcomes = outcomes(40);
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
    List<Outcome<FinishedDocument>> outcomes = outcomes(10);
    write(outcomes.subList(0, 4), "one", 0, 2);
    write(outcomes.subList(4, 10), "one", 1, 2);
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
        .isInstanceOf(Pipeline.PipelineExecutionException.class)
        .rootCause()
        .isInstanceOf(IOException.class)
        .hasMessageContaining("taken");
  }

  /** Documents at even numbers, failures at odd ones. */
  private static List<Outcome<FinishedDocument>> outcomes(int count) {
    List<Outcome<FinishedDocument>> outcomes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String path = String.format("a %03d", i);
      outcomes.add(
          i % 2 == 0
              ? Outcome.ok(new FinishedDocument(SampleDocuments.document(path, 1), List.of()))
              : Outcome.failed(SampleDocuments.failure(path, FailureReason.EMPTY)));
    }
    return outcomes;
  }

  private void write(List<Outcome<FinishedDocument>> outcomes, String into, int shard, int shards)
      throws IOException {
    Path target = folder.resolve(into);
    if (!Files.exists(target)) {
      Files.createDirectory(target);
    }
    Pipeline pipeline =
        Pipeline.create(PipelineOptionsFactory.fromArgs("--runner=DirectRunner").create());
    pipeline
        .apply(
            "Outcomes",
            Create.of(outcomes)
                .withCoder(
                    SerializableCoder.of(new TypeDescriptor<Outcome<FinishedDocument>>() {})))
        .apply(
            "Key by shard",
            WithKeys.<Integer, Outcome<FinishedDocument>>of(shard)
                .withKeyType(TypeDescriptors.integers()))
        .apply("Group shards", GroupByKey.create())
        .apply("Write tables", ParDo.of(new WriteShard("r1", target.toString(), shards)));
    pipeline.run().waitUntilFinish();
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
