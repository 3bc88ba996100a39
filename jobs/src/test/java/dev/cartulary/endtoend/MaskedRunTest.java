package dev.cartulary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Identifiers that were planted in a note, and what is written without them. */
@Timeout(300)
class MaskedRunTest {
  private static final List<String> PLANTED =
      List.of("Zyxworth", "ZYXWORTH", "Quandrill", "918-55-7734", "4471902", "555-0199", "45011");

  private static final String NOTE =
      """
      PATIENT: Quandrill Zyxworth   MRN: MRN4471902   SSN: 918-55-7734
      DOB: 03/14/1957   PHONE: (614) 555-0199   ADDRESS: 12 Elm Street, Columbus, OH 45011

      CHIEF COMPLAINT: Chest pain.
      Mr. Zyxworth is a 66-year-old man who presents with chest pain since Tuesday.
      """;

  @TempDir Path folder;

  @BeforeEach
  void plant() throws IOException {
    Path in = Files.createDirectories(folder.resolve("in/Zyxworth"));
    Files.writeString(in.resolve("Quandrill Zyxworth.txt"), NOTE);
    Files.writeString(in.resolve("Zyxworth empty.txt"), "");
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        input: {path: in}
        type: clinical-note
        output: {path: out}
        ledger: {url: "jdbc:h2:file:./ledger"}
        privacy: {mode: mask}
        """);
  }

  @Test
  void run_masked_writesNoIdentifierIntoAnyTable() throws Exception {
    Program.Ended run = new Program(folder).run("run", "job.yaml");

    assertThat(run.exit()).as(run.err()).isEqualTo(3);
    List<String> cells = new ArrayList<>();
    for (String table : List.of("documents", "fields", "failures", "costs")) {
      List<List<String>> rows = Tables.query(folder.resolve("out"), "select * from " + table);
      assertThat(rows).as(table).isNotEmpty();
      rows.forEach(cells::addAll);
    }
    assertThat(cells).anyMatch(cell -> cell.contains("[NAME]"));
    assertThat(cells).anyMatch(cell -> cell.toLowerCase(Locale.ROOT).contains("chest pain"));
    assertThat(cells).noneMatch(MaskedRunTest::identifies);
    assertThat(answersAndTextsKept()).isEmpty();
    StringBuilder pages = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder.resolve("out/latest/report"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        pages.append(file.getFileName()).append(Files.readString(file));
      }
    }
    assertThat(pages)
        .as("the report shows what the tables show, and says why no more")
        .contains("[NAME]", "hides identifiers", "is not shown here")
        .doesNotContain(PLANTED);
  }

  /** The model's answers and the text hold what the records hide. */
  private List<String> answersAndTextsKept() throws SQLException {
    List<String> keys = new ArrayList<>();
    String ledger =
        "jdbc:h2:file:" + folder.resolve("ledger") + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";
    try (Connection connection = DriverManager.getConnection(ledger, "", "");
        Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery("select document_id from document")) {
        assertThat(rows.next()).as("a record is kept").isTrue();
      }
      try (ResultSet rows =
          statement.executeQuery(
              "select completion_key from completion union all select digest from document_text")) {
        while (rows.next()) {
          keys.add(rows.getString(1));
        }
      }
    }
    return keys;
  }

  @Test
  void deidentify_folder_writesTextsWithoutIdentifiers() throws Exception {
    Program.Ended done = new Program(folder).run("deidentify", "in", "--out", "clean");

    assertThat(done.exit()).as(done.err()).isEqualTo(3);
    assertThat(done.out() + done.err()).doesNotContain(PLANTED);
    try (Stream<Path> texts = Files.list(folder.resolve("clean"))) {
      assertThat(texts)
          .singleElement()
          .satisfies(
              text -> {
                assertThat(identifies(text.getFileName().toString())).isFalse();
                assertThat(Files.readString(text))
                    .contains("[NAME]", "Chest pain", "66-year-old")
                    .doesNotContain(PLANTED);
              });
    }
  }

  private static boolean identifies(String text) {
    return PLANTED.stream().anyMatch(text::contains);
  }
}
