package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job from its run over the purge of a document to the check of the trail, with nothing faked.
 */
@Timeout(300)
class AuditAndPurgeTest {
  private static final String PLANTED = "Zebulon Quillfeather";

  @TempDir Path folder;

  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @Test
  void run_purgeRunAgainVerify_isTracedAndLeavesNothing() throws Exception {
    Files.createDirectory(folder.resolve("in"));
    Path letter =
        Files.writeString(
            folder.resolve("in/" + PLANTED + ".txt"), letter("April 14, 2026", PLANTED));
    Files.writeString(folder.resolve("in/reply.txt"), letter("June 20, 2026", "Harbour Mills LLC"));
    Files.writeString(
        folder.resolve("memo.yaml"),
        "name: memo\nfields:\n  - {name: written, question: date, type: date, candidates: dates}\n");
    String job =
        Files.writeString(
                folder.resolve("job.yaml"),
                """
                input: {path: in}
                type: memo.yaml
                output: {path: out}
                metrics: {prometheus: metrics/job.prom}
                """)
            .toString();

    assertThat(execute("run", job)).as(err.toString()).isZero();
    Matcher printed = Pattern.compile("(?m)^audit +(\\d+:[0-9a-f]{64})$").matcher(out.toString());
    assertThat(printed.find()).as(out.toString()).isTrue();
    String head = printed.group(1);
    assertThat(Files.readString(folder.resolve("out/latest/run.json")))
        .contains("\"job\" : \"job\"", "\"exit_code\" : 0", "\"documents\" : 2", "\"new\" : 2")
        .contains("\"prefill\" : ", "\"generated\" : ", "\"model\" : \"embedded\"")
        .doesNotContain(PLANTED);
    assertThat(Files.readAllLines(folder.resolve("metrics/job.prom")))
        .contains(
            "# TYPE cartulary_last_run_documents gauge",
            "cartulary_last_run_documents{job_name=\"job\"} 2",
            "cartulary_last_run_failures{job_name=\"job\",reason=\"any\"} 0",
            "cartulary_last_run_exit_code{job_name=\"job\"} 0")
        .allMatch(line -> line.matches("# (HELP|TYPE) [a-z_]+ .+|[a-z_]+\\{[^{}]+} [0-9.]+"));
    assertThat(execute("status", job)).isZero();
    assertThat(out.toString()).contains("2 documents, 0 failures, exit code 0");
    String id =
        query("select document_id from documents where path like 'Zeb%'").stream()
            .findFirst()
            .orElseThrow();
    assertThat(found(PLANTED)).as("in ledger and tables before").isNotEmpty();

    assertThat(execute("audit", "export", job)).isZero();
    List<String> events = out.toString().lines().toList();
    assertThat(events)
        .extracting(event -> event.replaceAll(".*\"action\":\"([a-z.]+)\".*", "$1"))
        .containsExactly(
            "run.started",
            "document.read",
            "document.read",
            "tables.released",
            "run.finished",
            "audit.exported");
    assertThat(events.get(0))
        .contains("\"command\":\"run\"", "\"job\":\"job\"", "\"schema\":\"memo\"")
        .contains("\"user\":\"" + System.getProperty("user.name") + "\"")
        .contains("\"model\":\"embedded\"");
    assertThat(events).anyMatch(event -> event.contains("\"document\":\"" + id + "\""));
    assertThat(events.get(3))
        .contains("\"rows_documents\":\"2\"", "\"rows_failures\":\"0\"", "\"egress\":\"none\"")
        .contains("\"identifiers\":\"keep\"");
    assertThat(out.toString()).doesNotContain(PLANTED);

    assertThat(execute("purge", job, "--document", id, "--dry-run")).isZero();
    assertThat(found(PLANTED)).isNotEmpty();
    assertThat(execute("purge", job, "--document", id)).as(err.toString()).isZero();
    assertThat(out.toString()).contains("documents  1 removed", "tables documents: 1 rows, 0 left");
    assertThat(found(PLANTED)).isEmpty();
    assertThat(query("select path from documents")).containsExactly("reply.txt");
    assertThat(query("select distinct path from fields")).containsExactly("reply.txt");
    assertThat(query("select distinct path from costs")).containsExactly("reply.txt");

    assertThat(execute("run", job)).as("the file still lies in the folder").isEqualTo(3);
    assertThat(Files.readString(folder.resolve("metrics/job.prom")))
        .contains("reason=\"purged\"} 1\n", "exit_code{job_name=\"job\"} 3\n");
    assertThat(query("select document_id || reason from failures")).containsExactly(id + "purged");
    assertThat(query("select path from documents")).containsExactly("reply.txt");
    Files.delete(letter);
    assertThat(execute("purge", job, "--document", id)).isZero();
    assertThat(found(PLANTED)).isEmpty();

    assertThat(execute("audit", "verify", job, "--head", head)).isZero();
    assertThat(out.toString()).contains("The audit trail is whole");
    tamper(
        "UPDATE audit_event SET event = replace(event, 'computed', 'recalled') WHERE sequence = 3");
    assertThat(execute("audit", "verify", job)).isEqualTo(5);
    assertThat(out.toString()).contains("event 3  changed").doesNotContain("event 2", "event 4");
  }

  private static String letter(String day, String name) {
    return """
        BOAT HOUSE LEASE

        This Lease is made and entered into as of %s by and between %s
        and the Rowing Club of Saltmarsh, Inc.

        The rent is $1,250.00 a month. The keys are with the harbour master until then."""
        .formatted(day, name);
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

  private List<String> query(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (String table : List.of("documents", "fields", "failures", "costs")) {
        statement.execute(
            "create view %s as from '%s'"
                .formatted(table, folder.resolve("out/latest/" + table + "-*.parquet")));
      }
      try (ResultSet result = statement.executeQuery(sql)) {
        while (result.next()) {
          rows.add(result.getString(1));
        }
      }
    }
    return rows;
  }

  /** Where the text stands: in the raw bytes of the ledger, in cells of the tables. */
  private List<String> found(String text) throws IOException, SQLException {
    List<String> places = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(file -> file.toString().contains("ledger")).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
          places.add(file.toString());
        }
      }
    }
    for (String table : List.of("documents", "fields", "failures", "costs")) {
      if (!query("select 1 from %s t where t::varchar like '%%%s%%'".formatted(table, text))
          .isEmpty()) {
        places.add(table);
      }
    }
    return places;
  }

  private void tamper(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:h2:file:"
                    + folder.resolve("ledger")
                    + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }
}
