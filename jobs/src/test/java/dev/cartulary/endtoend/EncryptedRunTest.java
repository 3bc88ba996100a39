package dev.cartulary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.keys.Encryption;
import dev.cartulary.keys.KeyFolder;
import dev.cartulary.keys.KeyRing;
import dev.cartulary.parquet.StoredRun;
import dev.cartulary.parquet.TableCipher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job that encrypts: what it leaves on the disk says nothing, and with the keys everything. */
@Timeout(300)
class EncryptedRunTest {
  private static final String CONTRACT =
      """
      PUMP SUPPLY AGREEMENT

      This Pump Supply Agreement (the "Agreement") is made as of March 14, 2019 by and between
      Kestrel Works, Inc., a Delaware corporation ("Supplier"), and Tarnholm GmbH ("Buyer").

      This Agreement shall be governed by and construed in accordance with the laws of the State of
      Oregon.
      """;

  /** In the document, in its name, and in the name of one that cannot be read. */
  private static final List<String> PLANTED =
      List.of("Kestrel", "Tarnholm", "Oregon", "March 14", "2019-03-14", "quist_zebulon", "zeppo");

  @TempDir Path folder;

  @Test
  void run_encrypted_leavesNothingToReadWithoutTheKeys() throws Exception {
    Path gold = Files.createDirectories(folder.resolve("in"));
    Files.writeString(gold.resolve("quist_zebulon.txt"), CONTRACT);
    Files.writeString(
        gold.resolve("quist_zebulon.txt.json"),
        "{\"fields\": {\"governing_law\": [{\"value\": \"Oregon\", \"normalized\": \"Oregon\"}]}}");
    Files.createFile(gold.resolve("zeppo.txt"));
    String plain =
        """
        input: {path: in, include: ["*.txt"]}
        type: contract
        output: {path: out}
        ledger: {url: "jdbc:h2:file:./db/ledger"}
        """;
    Files.writeString(folder.resolve("plain.yaml"), plain);
    Files.writeString(folder.resolve("job.yaml"), plain + "encryption: {keys: keys}\n");
    Program program = new Program(folder);
    KeyFolder.create(folder.resolve("keys"));

    Program.Ended first = program.run("run", "job.yaml");

    assertThat(first.exit()).as(first.err()).isEqualTo(3);
    assertNothingPlanted();
    assertThat(folder.resolve("out/latest/report/index.html"))
        .content()
        .contains("holds sums only", "governing law");
    assertThat(folder.resolve("out/latest/report/documents")).isEmptyDirectory();
    StoredRun run = StoredRun.read(folder.resolve("out"), cipher());
    assertThat(run.values())
        .filteredOn(value -> value.name().equals("governing_law"))
        .extracting(StoredRun.StoredValue::canonical)
        .containsExactly("Oregon");
    assertThat(run.documents())
        .extracting(StoredRun.StoredDocument::path)
        .containsExactly("quist_zebulon.txt");
    assertThat(run.failures())
        .extracting(StoredRun.StoredFailure::path)
        .containsExactly("zeppo.txt");

    KeyFolder.open(folder.resolve("keys")).rotate();
    Program.Ended second = program.run("run", "job.yaml");
    assertThat(second.exit()).as(second.err()).isEqualTo(3);
    assertThat(second.out()).contains("nothing was computed");
    assertThat(StoredRun.read(folder.resolve("out"), cipher())).isEqualTo(run);
    assertNothingPlanted();
    assertThat(program.run("keys", "reveal", "job.yaml").out().lines())
        .hasSize(2)
        .anyMatch(line -> line.matches("footer:2 [A-Za-z0-9+/]{43}="))
        .anyMatch(line -> line.matches("phi:2 [A-Za-z0-9+/]{43}="));

    Program.Ended judged =
        program.run("evaluate", "job.yaml", "--gold", "in", "--from", "out", "--out", "judged");
    assertThat(judged.exit()).as(judged.err()).isZero();
    assertThat(judged.out()).contains("governing_law");

    Program.Ended forgotten = program.run("run", "plain.yaml");
    assertThat(forgotten.exit()).isEqualTo(2);
    assertThat(forgotten.err()).contains("holds encrypted work, and the job names no keys");
    assertThat(StoredRun.read(folder.resolve("out"), cipher())).isEqualTo(run);
    assertThat(program.leftTemporary()).isEmpty();
  }

  private TableCipher cipher() {
    Encryption.Place place = new Encryption.Folder(folder.resolve("keys").toString());
    return new TableCipher(KeyRing.open(place), Encryption.Columns.SEPARATE);
  }

  /** In no file that the runs have written, names included. */
  private void assertNothingPlanted() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> written =
          files
              .filter(file -> Files.isRegularFile(file) && !file.startsWith(folder.resolve("in")))
              .toList();
      assertThat(written).extracting(Path::toString).anyMatch(name -> name.endsWith(".parquet"));
      for (Path file : written) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(PLANTED)
            .as(file.toString())
            .noneMatch(
                text ->
                    bytes.contains(text)
                        || bytes.replace("\u0000", "").contains(text)
                        || file.toString().contains(text));
      }
    }
  }
}
