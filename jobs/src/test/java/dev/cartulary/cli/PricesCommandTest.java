package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The price book on the command line. */
class PricesCommandTest extends CommandTest {
  @Test
  void prices_listCheckImport_workOnTheBook() throws IOException {
    String row = "Nimbus,Small,pages,0.01,USD,2020-01-01,2020-01-01,a page,false\n";
    Path file =
        Files.writeString(
            job.resolveSibling("prices.csv"),
            "provider,product,basis,per_unit,currency,effective_from,retrieved_on,source,verified\n"
                + row);
    assertThat(execute("prices", "import", file.toString(), job.toString())).isZero();
    assertThat(out.toString()).isEqualTo("Prices: 1 new, 0 read again, 0 known already.\n");
    assertThat(execute("prices", "list", job.toString())).isZero();
    assertThat(out.toString()).contains("Nimbus Small", "0.01/p", "us");
    assertThat(execute("prices", "list", job.toString(), "--on", "2019-12-31")).isZero();
    assertThat(out.toString()).contains("no price for 2019-12-31");
    assertThat(execute("prices", "check", job.toString())).isEqualTo(4);
    assertThat(out.toString()).contains("1 stale", "Nimbus Small: a page, read");

    Files.writeString(file, Files.readString(file).replace("0.01", "0.02"));
    assertThat(execute("prices", "import", file.toString(), job.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("prices.csv", "another price of Nimbus Small");
    assertThat(execute("prices", "import", "gone.csv", job.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("gone.csv", "does not exist");
    assertThat(execute("prices")).isEqualTo(2);
  }
}
