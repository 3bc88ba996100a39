package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysCommandTest {
  @TempDir Path folder;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @Test
  void keys_createdRotatedAndListed_showTheirVersionsAndNeverThemselves() throws IOException {
    String keys = folder.resolve("keys").toString();

    assertThat(execute("keys", "create", keys)).isZero();
    assertThat(out.toString())
        .contains("made 3 keys in " + keys)
        .contains("keep a copy")
        .contains("encryption: {keys: " + keys + "}");
    assertThat(execute("keys", "rotate", keys)).isZero();
    assertThat(out.toString()).contains("phi has version 2 now");
    assertThat(execute("keys", "list", keys)).isZero();
    assertThat(out.toString().lines())
        .hasSize(6)
        .anyMatch(line -> line.matches("phi +version 1  [0-9a-f]{8}"))
        .anyMatch(line -> line.matches("phi +version 2  [0-9a-f]{8}  writes"));
    String key = Files.readString(folder.resolve("keys/phi-0002.key")).strip();
    assertThat(out.toString()).doesNotContain(key);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void keys_thatOthersCanRead_areRefusedWithTheRemedy() throws IOException {
    Path keys = folder.resolve("keys");
    execute("keys", "create", keys.toString());
    Files.setPosixFilePermissions(
        keys.resolve("phi-0001.key"), PosixFilePermissions.fromString("rw-r--r--"));

    for (String command : new String[] {"list", "rotate"}) {
      assertThat(execute("keys", command, keys.toString())).isEqualTo(2);
      assertThat(err.toString()).contains("is open to other users").contains("chmod 600");
    }
    assertThat(execute("keys", "create", keys.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("holds something already");
    assertThat(keys.resolve("phi-0002.key")).doesNotExist();
  }

  @Test
  void reveal_ofAJobWithoutKeys_saysSo() throws IOException {
    Path job = Files.writeString(folder.resolve("job.yaml"), "output: {path: out}\n");

    assertThat(execute("keys", "reveal", job.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("its tables are not encrypted");
  }

  @ParameterizedTest(name = "help of cartulary {0}")
  @ValueSource(strings = {"keys", "keys create", "keys list", "keys rotate", "keys reveal"})
  void help_teachesWithin80Columns(String command) {
    assertThat(execute((command + " --help").split(" "))).isZero();

    assertThat(out.toString()).contains("Usage: cartulary", "Examples:", "--verbose");
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
  }

  private int execute(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    return CommandLines.of(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            new Surroundings(Map.of(), false),
            new PipelineOperations())
        .execute(arguments);
  }
}
