package dev.cartulary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job whose ledger is a database server and whose keys are in Vault: it reaches both under the
 * guard, and nothing else; its fields are kept, masked and encrypted one by one.
 */
@Timeout(300)
class ServedRunTest {
  private static final String NOTE =
      """
      Patient: Quandrill Zyxworth
      MRN: 77120934
      DOB: 03/14/1957

      CHIEF COMPLAINT: Chest pain for two days.

      Ms. Zyxworth is a 66-year-old female who presents with chest pain.
      """;

  private static final Pattern CONNECTED =
      Pattern.compile("connect\\(.*sin6?_port=htons\\((\\d+)\\)");

  @TempDir Path folder;

  @Test
  void run_withVaultAndPostgres_reachesThemAndNothingElse() throws Exception {
    Path calls = folder.resolve("calls");
    List<String> watched =
        List.of("strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=connect", "-o", calls + "");
    String trust =
        "JDK_JAVA_OPTIONS=-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
            .formatted(folder.resolve("trust.p12"), TransitFake.TOKEN);
    boolean watch = Watched.can(watched, "strace, to see connections");
    Files.createDirectories(folder.resolve("in"));
    Files.writeString(folder.resolve("in/Zyxworth.txt"), NOTE);
    try (EmbeddedPostgres database = EmbeddedPostgres.start();
        TransitFake vault = TransitFake.start(folder.resolve("trust.p12"))) {
      Files.writeString(folder.resolve("token"), TransitFake.TOKEN);
      Files.writeString(
          folder.resolve("job.yaml"),
          """
          input: {path: in}
          type: clinical-note
          output: {path: out}
          ledger: {url: "jdbc:postgresql://127.0.0.1:%d/postgres", user: postgres}
          privacy: {phi: {default: mask, mrn: encrypt, age: keep}}
          encryption:
            vault: {address: "https://127.0.0.1:%d", token-file: token}
            columns: clear
          """
              .formatted(database.getPort(), vault.port()));

      Program program = new Program(folder, List.of("env", trust));
      List<String> wrapper = new ArrayList<>(List.of("env", trust));
      wrapper.addAll(watch ? watched : List.of());
      Program.Ended run = new Program(folder, wrapper).run("run", "job.yaml");

      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(vault.calls()).isPositive();
      if (watch) {
        assertThat(connections(calls)).containsExactlyInAnyOrder(database.getPort(), vault.port());
      }
      assertFields();
      assertSealed(database);

      Program.Ended values = program.run("values", "job.yaml", "--field", "mrn");
      assertThat(values.exit()).as(values.err()).isZero();
      assertThat(values.out()).contains("\"mrn\",\"77120934\",");
      Program.Ended proof = program.run("verify", "offline", "job.yaml");
      assertThat(proof.exit()).as(proof.out() + proof.err()).isZero();
      assertThat(proof.out())
          .contains("127.0.0.1:" + database.getPort(), "127.0.0.1:" + vault.port())
          .contains("Nothing can leave this machine unnamed.");
    }
  }

  private void assertFields() throws SQLException {
    List<List<String>> fields =
        Tables.query(
            folder.resolve("out"),
            "select name, value, normalized.canonical, path from fields where status = 'found'");
    assertThat(fields)
        .anySatisfy(row -> assertThat(row).startsWith("patient_name", "[NAME]", "[NAME]"))
        .anySatisfy(row -> assertThat(row.get(1)).startsWith("sealed:"))
        .anySatisfy(row -> assertThat(row.get(1)).containsIgnoringCase("chest pain"))
        .allSatisfy(row -> assertThat(row.toString()).doesNotContain("Zyxworth", "77120934"));
    assertThat(Tables.column(folder.resolve("out"), "select summary.text from documents"))
        .noneMatch(summary -> summary.contains("Zyxworth"));
  }

  /** Nothing that a note says is in the database for who has no keys. */
  private static void assertSealed(EmbeddedPostgres database) throws SQLException {
    try (Connection connection = database.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select encode(payload, 'escape') from completion union all"
                    + " select encode(payload, 'escape') from document")) {
      int payloads = 0;
      for (; rows.next(); payloads++) {
        assertThat(rows.getString(1)).doesNotContain("Zyxworth", "hest pain", "77120934");
      }
      assertThat(payloads).isGreaterThan(1);
    }
  }

  private static Set<Integer> connections(Path calls) throws IOException {
    return Files.readAllLines(calls).stream()
        .map(CONNECTED::matcher)
        .filter(Matcher::find)
        .map(matcher -> Integer.valueOf(matcher.group(1)))
        .collect(Collectors.toSet());
  }
}
