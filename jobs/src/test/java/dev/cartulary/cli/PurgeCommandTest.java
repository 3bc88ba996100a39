package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which documents go, and what is said of it. */
class PurgeCommandTest extends CommandTest {
  @Test
  void purge_ofADocument_printsWhatWasRemoved() {
    String id = "0123456789abcdef".repeat(4);
    assertThat(execute("purge", job.toString(), "--document", id + "  -", "--forget")).isZero();

    assertThat(operations.purges).containsExactly("document " + id + " forgotten");
    assertThat(out.toString().lines())
        .containsExactly(
            "documents  2 removed",
            "           ledger document: 2 rows, 0 left",
            "           tables fields: 40 rows, 0 left",
            "tables     " + folder.resolve("out"),
            "not here   " + Path.of("/mnt/other"),
            "audit      " + RecordedOperations.HEAD);
  }

  @Test
  void purge_dryRun_saysSo() {
    assertThat(execute("purge", job.toString(), "--older-than", "30d", "--dry-run")).isZero();

    assertThat(operations.purges)
        .singleElement()
        .asString()
        .startsWith("read before ")
        .endsWith(" dry");
    assertThat(out.toString()).contains("2 would be removed", "Nothing was removed.");
  }

  @Test
  void purge_somethingLeft_exits1() {
    operations.left = 3;
    assertThat(execute("purge", job.toString(), "--older-than", "0d")).isEqualTo(1);
    assertThat(err.toString()).contains("3 rows are left");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--older-than 30",
        "--older-than -1d",
        "--document abc",
        "--older-than 1d --document x"
      })
  void purge_wrongChoice_isExplained(String options) {
    List<String> arguments = new ArrayList<>(List.of("purge", job.toString()));
    arguments.addAll(List.of(options.split(" ")));
    arguments.remove("");
    assertThat(execute(arguments.toArray(String[]::new))).isEqualTo(2);
    assertThat(operations.purges).isEmpty();
    assertThat(err.toString()).containsAnyOf("--older-than", "--document");
  }
}
