package dev.cartulary.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Output folders as versions of the program have left them, of two samples that were read, a
 * damaged and an empty one; named by the schema of their ledger. They are never made anew: a change
 * of the tables, or of what lies beside them, adds a folder.
 */
class OlderOutputTest {
  private static final Path FOLDERS = Path.of("src/test/resources/dev/cartulary/parquet");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"output-13", "output-14"})
  void read_ofAnOlderOutput_findsWhatWasThere(String name) throws Exception {
    Path output = FOLDERS.resolve(name);

    assertThat(TableFiles.rows(output, null))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("documents", 2L, "fields", 87L, "failures", 2L, "costs", 118L));
    StoredRun run = StoredRun.read(output);
    assertThat(run.documents())
        .extracting(StoredRun.StoredDocument::path)
        .containsExactly(
            "NDA Brightwater - Kestrelmoor Analytics.txt", "amendment_no_2_supply_northmere.txt");
    assertThat(run.documents()).allMatch(document -> !document.summary().isEmpty());
    assertThat(run.values()).filteredOn(value -> value.status().equals("found")).hasSize(18);
    assertThat(run.failures())
        .extracting(StoredRun.StoredFailure::reason)
        .containsExactly("empty", "corrupt");
    List<Group> failures =
        TableReader.rows(output.resolve("failures-00000-of-00001.parquet"), null).groups();
    assertThat(failures).extracting(row -> row.getInteger("attempts", 0)).containsOnly(1);
  }

  /** As when a new version runs a job for the first time. */
  @Test
  void prepare_overAnOlderOutput_replacesIt() throws Exception {
    Path old = Files.createDirectory(folder.resolve("run-20261122-045513-945"));
    try (Stream<Path> files = Files.list(FOLDERS.resolve("output-14"))) {
      for (Path file : files.toList()) {
        Files.copy(file, old.resolve(file.getFileName()));
      }
    }
    Files.createSymbolicLink(folder.resolve("latest"), old.getFileName());

    try (OutputFolder output = OutputFolder.prepare(folder, "next")) {
      assertThat(StoredRun.read(folder).documents()).hasSize(2);
      output.commit();
    }

    assertThat(old).doesNotExist();
  }
}
