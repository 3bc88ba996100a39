package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.ledger.FinishedRun;
import dev.cartulary.status.FailureList;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What programs are told: one JSON value on standard output, whatever becomes of the command. */
class JsonTest extends CommandTest {
  @ParameterizedTest(name = "cartulary {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "audit verify JOB | $.head",
        "deidentify IN --out OUT/clean | $.texts",
        "doctor JOB | $.findings",
        "escalate approve JOB --all | $.approved",
        "escalate withdraw JOB --all | $.withdrawn",
        "escalate send JOB | $.answered",
        "estimate JOB | $.tokens_written.high",
        "estimate JOB --html OUT/page.html | $.page",
        "export JOB --format csv --out OUT/csv | $.documents",
        "failures JOB | $.run",
        "init OUT/other.yaml --input IN --type MEMO --output OUT/o --privacy keep --threshold 0.5 | $.written",
        "keys create OUT/keys | $.keys[2].name",
        "model info embedded | $.fingerprint",
        "prices import PRICES JOB | $.new",
        "prices list JOB | $.prices",
        "prices check JOB | $.stale",
        "purge JOB --older-than 30d --dry-run | $.rows[1].where",
        "review JOB | $.decided",
        "review JOB --labels OUT/gold | $.documents",
        "savings JOB | $.clouds[1].saved_busy_only",
        "savings JOB --html OUT/page.html | $.escalated.questions",
        "savings JOB --html OUT/page.html | $.review.decisions",
        "schedule print JOB | $.units[1].text",
        "schedule print JOB --into OUT | $.written",
        "status JOB | $.job",
        "values JOB | $[1].value",
        "verify offline JOB | $",
      })
  void json_ofACommand_isOneValueWithItsFigures(String command, String member) throws Exception {
    operations.failed =
        Optional.of(
            new FailureList(new FinishedRun("R7", "nightly", Instant.EPOCH, 3, 1), List.of()));
    Files.createDirectory(folder.resolve("made"));
    importPrices();

    execute(arguments(command));

    assertThat(member(member)).as(err.toString()).isNotNull();
  }

  @Test
  void json_ofSeveralVersionsOfKeys_namesThose() throws Exception {
    String keys = folder.resolve("keys").toString();
    assertThat(execute("keys", "create", keys)).isZero();
    out.getBuffer().setLength(0);
    assertThat(execute("keys", "rotate", keys, "--json")).isZero();
    assertThat(member("$.keys[1].version")).isEqualTo("2");
  }

  @Test
  void json_ofThePriceBook_hasNumbersAndMarks() throws Exception {
    importPrices();
    assertThat(execute("prices", "list", job.toString(), "--json")).isZero();
    assertThat(member("$.prices[0].per_unit")).isEqualTo("0.01");
    assertThat(member("$.prices[0].stale")).isEqualTo("true");
    out.getBuffer().setLength(0);
    assertThat(execute("prices", "check", job.toString(), "--json")).isEqualTo(4);
    assertThat(member("$.stale[0].product")).isEqualTo("\"Small\"");
  }

  private void importPrices() throws IOException {
    Files.writeString(
        folder.resolve("prices.csv"),
        """
        provider,product,basis,per_unit,currency,effective_from,retrieved_on,source,verified
        Nimbus,Small,pages,0.01,USD,2020-01-01,2020-01-01,a page,false
        """);
    execute("prices", "import", folder.resolve("prices.csv").toString(), job.toString());
    out.getBuffer().setLength(0);
  }

  private String[] arguments(String command) {
    List<String> arguments = new ArrayList<>();
    for (String word : command.strip().split(" +", -1)) {
      arguments.add(
          switch (word) {
            case "JOB" -> job.toString();
            case "IN" -> folder.resolve("in").toString();
            case "OUT" -> folder.resolve("made").toString();
            case "MEMO" -> folder.resolve("memo.yaml").toString();
            case "PRICES" -> folder.resolve("prices.csv").toString();
            default ->
                word.startsWith("OUT/")
                    ? folder.resolve("made").resolve(word.substring(4)).toString()
                    : word;
          });
    }
    arguments.add("--json");
    return arguments.toArray(String[]::new);
  }

  /** What DuckDB finds in all that was printed; it refuses what is not exactly one value. */
  private String member(String path) throws SQLException {
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        PreparedStatement select = duckdb.prepareStatement("select json_extract(?, ?)")) {
      select.setString(1, out.toString());
      select.setString(2, path);
      try (ResultSet rows = select.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }
}
