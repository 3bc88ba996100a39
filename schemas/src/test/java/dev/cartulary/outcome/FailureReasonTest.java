package dev.cartulary.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FailureReasonTest {
  private static final Path PAGE = Path.of("../docs/failures.md");

  @Test
  void constants_all_areDescribedWithWhenRemedyAndWhetherAgain() throws Exception {
    List<String> rows =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")).toList();

    assertThat(rows).hasSameSizeAs(FailureReason.values());
    for (FailureReason reason : FailureReason.values()) {
      assertThat(rows)
          .filteredOn(row -> row.startsWith("| `" + reason + "` | "))
          .singleElement()
          .satisfies(
              row -> {
                String[] cells = row.split(" \\| ", -1);
                assertThat(cells).hasSize(4);
                assertThat(cells[1]).hasSizeGreaterThan(20).endsWith(".");
                assertThat(cells[2]).hasSizeGreaterThan(20).endsWith(".");
                assertThat(cells[3]).isEqualTo((reason.retryable() ? "yes" : "no") + " |");
              });
    }
  }
}
