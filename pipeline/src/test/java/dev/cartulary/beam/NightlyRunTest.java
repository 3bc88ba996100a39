package dev.cartulary.beam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.completion.TokenUsage;
import dev.cartulary.file.InputFolderException;
import dev.cartulary.ledger.LedgerException;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.parquet.Table;
import dev.cartulary.reading.Changes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole pipeline with the embedded model, on a folder of small letters. */
@Timeout(300)
class NightlyRunTest {
  private static final String OFFER =
      """
      BOAT HOUSE LEASE

      This Lease is made and entered into as of April 14, 2026 by and between Harbour Mills LLC
      and the Rowing Club of Saltmarsh, Inc.

      The rent is $1,250.00 a month. The keys are with the harbour master until then.""";

  private static final String REPLY =
      """
      FIRST AMENDMENT

      This First Amendment is made and entered into as of June 20, 2026 by and between Harbour
      Mills LLC and the Rowing Club of Saltmarsh, Inc.

      The rent is lowered to $1,100.00 a month. All else stays as it is.""";

  @TempDir Path folder;

  private JobPlan plan;
  private Path latest;

  @BeforeEach
  void writeLetters() throws IOException {
    Path in = Files.createDirectories(folder.resolve("in/2026"));
    Files.writeString(in.resolve("offer.txt"), OFFER);
    Files.writeString(folder.resolve("in/offer (copy).txt"), OFFER);
    Files.writeString(in.resolve("reply.txt"), REPLY);
    Files.writeString(in.resolve("long.txt"), longLetter());
    Files.createFile(in.resolve("empty.txt"));
    plan = plan("first", "agreement date");
    latest = folder.resolve("out/latest");
  }

  @Test
  void run_folder_deliversEveryFileOnceAndComputesItOnce() throws Exception {
    Heard heard = new Heard();
    RunReport report = NightlyRun.run(plan, heard);

    assertThat(report.files()).isEqualTo(5);
    assertThat(report.documents()).isEqualTo(4);
    assertThat(report.failures()).isEqualTo(Map.of(FailureReason.EMPTY, 1L));
    assertThat(report.recalled()).as("equal files are computed once, and here").isZero();
    assertThat(report.output()).isEqualTo(latest);
    assertThat(query("select path from documents order by path"))
        .containsExactly("2026/long.txt", "2026/offer.txt", "2026/reply.txt", "offer (copy).txt");
    assertThat(query("select path || ' ' || reason || ' ' || stage from failures"))
        .containsExactly("2026/empty.txt empty scan");
    assertThat(query("select count(*)::varchar from documents group by document_id order by 1"))
        .containsExactly("1", "1", "2");
    assertThat(
            query(
                "select string_agg(distinct run_id) from (select run_id from documents union"
                    + " all select run_id from failures union all select run_id from fields union all"
                    + " select run_id from costs)"))
        .containsExactly(report.run());

    assertThat(latest.resolve("savings.html"))
        .content()
        .contains("3 documents", "This machine", "Claude Haiku 5.5")
        .doesNotContain("offer", "reply", "long.txt", "2026/", report.output().toString());

    Path pages = latest.resolve("report");
    assertThat(pages.resolve("index.html")).content().contains("letters", "empty", "savings.html");
    assertThat(pages.resolve("data/documents-00001.js"))
        .content()
        .contains("2026/offer.txt", "offer (copy).txt", "2026/empty.txt");
    assertThat(names(pages.resolve("documents"))).as("a page a path").hasSize(4);
    assertThat(Files.readString(page(pages, "reply.txt")))
        .as("the text that the ledger keeps, and marks in it")
        .contains("class=\"lines\"", "class=\"evidence", "id=\"e-0\"");

    // Tokens of the ledger's three documents, not of the four delivered.
    assertThat(
            query(
                "select concat_ws('|', sum(t.prefix), sum(t.question), sum(t.generated)) from"
                    + " (select any_value(tokens) t from documents group by document_id)"))
        .containsExactly(
            report.usage().prefixTokens()
                + "|"
                + report.usage().questionTokens()
                + "|"
                + report.usage().generatedTokens());
    assertThat(report.usage().prefixTokens()).isPositive();
    assertThat(
            query(
                "select concat_ws('|', sum(pages), sum(characters), sum(chunks),"
                    + " sum(fields_found), sum(fields_needs_review), sum(fields_ungrounded))"
                    + " from documents"))
        .containsExactly(
            Stream.of(
                    report.pages(),
                    report.characters(),
                    report.chunks(),
                    report.fieldsFound(),
                    report.fieldsToReview(),
                    report.fieldsUngrounded())
                .map(String::valueOf)
                .reduce((a, b) -> a + "|" + b)
                .orElseThrow());
    assertThat(report.pages()).isEqualTo(4);

    assertThat(heard.files).containsExactly(5);
    assertThat(heard.lastFiles).isEqualTo(5);
    assertThat(heard.lastTokens).isEqualTo(report.usage().total());
    assertThat(heard.backwards).as("progress never goes back").isFalse();

    assertFieldsAreCopies();
    assertThat(
            query(
                "select count(*)::varchar from documents d where (select count(*) from costs c"
                    + " where c.path = d.path and kind = 'cloud') < 6 or (select count(*) from costs c"
                    + " where c.path = d.path and kind = 'local') < 1"))
        .as("documents without prices")
        .containsExactly("0");
  }

  @Test
  void run_again_computesNothingOrWhatIsNewOnly() throws Exception {
    RunReport first = NightlyRun.run(plan, new Heard());
    Map<Table<?>, List<String>> before = rows();
    assertThat(before.get(Table.FIELDS)).isNotEmpty();

    RunReport second = NightlyRun.run(plan, new Heard());

    assertThat(second.usage()).isEqualTo(TokenUsage.ZERO);
    assertThat(second.recalled()).isEqualTo(second.documents()).isEqualTo(4);
    assertThat(second.failures()).isEqualTo(first.failures());
    assertThat(second.extractNanos()).isZero();
    assertThat(second.modelNanos()).isZero();
    assertThat(second.run()).isNotEqualTo(first.run());
    assertThat(rows()).isEqualTo(before);
    assertThat(second.savings()).isEqualTo(first.savings());

    Files.move(folder.resolve("in/2026/reply.txt"), folder.resolve("in/answered.txt"));
    Files.delete(folder.resolve("in/2026/long.txt"));
    Files.writeString(folder.resolve("in/new.txt"), "On 2 May 2026 we got the keys. Thank you.");

    RunReport third = NightlyRun.run(plan, new Heard());

    assertThat(third.documents()).isEqualTo(4);
    assertThat(third.recalled()).isEqualTo(3);
    assertThat(third.changes()).isEqualTo(new Changes(3, 1, 0, 1, 0, 0, 1, 1));
    assertThat(query("select path from documents order by path"))
        .containsExactly("2026/offer.txt", "answered.txt", "new.txt", "offer (copy).txt");
    assertThat(query("select tokens.prefix::varchar from documents where path = 'new.txt'"))
        .containsExactly(String.valueOf(third.usage().prefixTokens()));

    Files.writeString(folder.resolve("in/2026/empty.txt"), "Empty no more, since 3 May 2026.");
    Files.writeString(folder.resolve("in/newest.txt"), "Nobody asked for this one.");
    RunReport replayed =
        NightlyRun.run(plan.with(new Selection(Selection.Kind.FAILED, null, false)), new Heard());

    assertThat(replayed.failed()).isZero();
    assertThat(replayed.left()).isEqualTo(1);
    assertThat(replayed.recalled()).as("taken over").isEqualTo(4);
    assertThat(query("select path from documents order by path"))
        .containsExactly(
            "2026/empty.txt", "2026/offer.txt", "answered.txt", "new.txt", "offer (copy).txt");
  }

  @Test
  void run_typeEdited_computesDocumentsAnewButAsksOnlyWhatIsNew() throws Exception {
    RunReport first = NightlyRun.run(plan, new Heard());
    RunReport comment = NightlyRun.run(plan("second", "agreement date"), new Heard());
    assertThat(comment.recalled()).isZero();
    assertThat(comment.usage()).as("the questions are the same").isEqualTo(TokenUsage.ZERO);
    assertThat(comment.fieldsFound()).isEqualTo(first.fieldsFound());

    RunReport question = NightlyRun.run(plan("second", "effective date"), new Heard());
    assertThat(question.recalled()).isZero();
    assertThat(question.usage().prefixTokens()).isEqualTo(first.usage().prefixTokens());
  }

  @Test
  void run_breaks_leavesTheFormerOutputVisibleAndNothingElse() throws Exception {
    NightlyRun.run(plan, new Heard());
    Map<Table<?>, List<String>> before = rows();
    Files.writeString(folder.resolve("in/new.txt"), "On 2 May 2026 we got the keys. Thank you.");

    ledger("alter table document rename to away");
    assertThatThrownBy(() -> NightlyRun.run(plan, new Heard()))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining(plan.ledger().toString());
    assertThat(rows()).isEqualTo(before);
    assertThat(names(folder.resolve("out")))
        .hasSize(3)
        .contains(".lock", "latest")
        .anyMatch(name -> name.matches("run-[0-9-]+"));

    Files.move(folder.resolve("in"), folder.resolve("away"));
    assertThatThrownBy(() -> NightlyRun.run(plan, new Heard()))
        .isInstanceOf(InputFolderException.class)
        .hasMessageContaining(folder.resolve("in").toString());
    assertThat(rows()).isEqualTo(before);

    Files.move(folder.resolve("away"), folder.resolve("in"));
    ledger("alter table away rename to document");
    RunReport mended = NightlyRun.run(plan, new Heard());
    assertThat(mended.documents()).isEqualTo(5);
    assertThat(mended.recalled()).isEqualTo(4);
  }

  @Test
  void run_onlyFailures_writesFourTables() throws Exception {
    for (String name : List.of("offer.txt", "reply.txt", "long.txt")) {
      Files.delete(folder.resolve("in/2026").resolve(name));
    }
    Files.delete(folder.resolve("in/offer (copy).txt"));

    RunReport report = NightlyRun.run(plan, new Heard());

    assertThat(report.documents()).isZero();
    assertThat(report.failed()).isEqualTo(1);
    assertThat(names(latest))
        .containsExactlyInAnyOrder(
            "costs-00000-of-00001.parquet",
            "documents-00000-of-00001.parquet",
            "failures-00000-of-00001.parquet",
            "fields-00000-of-00001.parquet",
            "report");
    assertThat(query("select count(*)::varchar from documents")).containsExactly("0");
  }

  private JobPlan plan(String comment, String question) throws IOException {
    return SamplePlans.of(folder, SamplePlans.letters(folder, comment, question));
  }

  /** Several chunks, with a date in each paragraph. */
  private static String longLetter() {
    StringBuilder text = new StringBuilder("Log of the harbour master.");
    for (int day = 1; day <= 28; day++) {
      text.append("\n\nOn ")
          .append(day)
          .append(" February 2026 the wind was fair and boat number ")
          .append(100 + day)
          .append(" paid its dues of ")
          .append(3 * day)
          .append(" dollars before it left for the islands with the evening tide.");
    }
    return text.toString();
  }

  /** Plain text without doubled blanks is extracted as it stands, so spans count in the file. */
  private void assertFieldsAreCopies() throws Exception {
    List<String> fields =
        query(
            "select path || '|' || span.start || '|' || span.end || '|' || value from fields"
                + " where status <> 'absent' order by path, position");
    assertThat(fields).isNotEmpty();
    for (String field : fields) {
      String[] parts = field.split("\\|", 4);
      String text = Files.readString(folder.resolve("in").resolve(parts[0]));
      assertThat(text.substring(Integer.parseInt(parts[1]), Integer.parseInt(parts[2])))
          .isEqualTo(parts[3]);
    }
  }

  @Test
  void run_archivesAndMails_everyDocumentInsideOnceAndNothingAgain() throws Exception {
    Path in = folder.resolve("in");
    Packed.zip(
        in.resolve("bundle.zip"),
        Packed.file("reply.txt", REPLY),
        Packed.file("deep/inner.zip", Packed.zip(Packed.file("offer.txt", OFFER))),
        Packed.file("mail.eml", Packed.mail("Please sign.", "amendment.txt", REPLY + " Signed.")),
        Packed.file("empty.txt", ""),
        Packed.file("tune.wav", "RIFF\0\0\0\0WAVEfmt "));

    RunReport first = NightlyRun.run(plan, new Heard());

    assertThat(first.files()).isEqualTo(6);
    assertThat(first.parts()).isEqualTo(7);
    assertThat(first.documents() + first.failed()).isEqualTo(13);
    assertThat(
            query(
                "select path || ' ' || pages || ' ' || parts from documents"
                    + " where path like 'bundle%' order by path"))
        .containsExactly(
            "bundle.zip 0 5",
            "bundle.zip/deep/inner.zip 0 1",
            "bundle.zip/deep/inner.zip/offer.txt 1 0",
            "bundle.zip/mail.eml 1 1",
            "bundle.zip/mail.eml/amendment.txt 1 0",
            "bundle.zip/reply.txt 1 0");
    assertThat(
            query(
                "select path || ' ' || reason from failures where path like 'bundle%' order by path"))
        .containsExactly("bundle.zip/empty.txt empty", "bundle.zip/tune.wav unsupported");
    assertThat(
            query(
                "select d.path || ' in ' || p.path from documents d join documents p"
                    + " on d.parent_id = p.document_id where d.path like 'bundle%' order by d.path"))
        .containsExactly(
            "bundle.zip/deep/inner.zip in bundle.zip",
            "bundle.zip/deep/inner.zip/offer.txt in bundle.zip/deep/inner.zip",
            "bundle.zip/mail.eml in bundle.zip",
            "bundle.zip/mail.eml/amendment.txt in bundle.zip/mail.eml",
            "bundle.zip/reply.txt in bundle.zip");
    assertThat(query("select path from fields where path = 'bundle.zip'")).isEmpty();
    assertThat(query("select path from costs where path = 'bundle.zip' and kind = 'cloud'"))
        .as("no cloud is sent an archive")
        .isEmpty();

    RunReport second = NightlyRun.run(plan, new Heard());
    assertThat(second.recalled()).isEqualTo(first.documents());
    assertThat(second.failures()).isEqualTo(first.failures());
    assertThat(second.usage()).isEqualTo(TokenUsage.ZERO);

    // With nothing left that fails, the second time nobody opens the archive at all.
    Packed.zip(in.resolve("bundle.zip"), Packed.file("reply.txt", REPLY));
    Files.delete(in.resolve("2026/empty.txt"));
    NightlyRun.run(plan, new Heard());
    RunReport last = NightlyRun.run(plan, new Heard());
    assertThat(last.extractNanos()).isZero();
    assertThat(last.documents()).isEqualTo(6);
  }

  @Test
  void run_equalArchivesWithinEachOther_tooLargeBeforeTheyAreMillions() throws Exception {
    byte[] nested = REPLY.getBytes(StandardCharsets.UTF_8);
    for (String name : List.of(".txt", ".zip")) {
      Packed.Entry[] equal = new Packed.Entry[320];
      for (int i = 0; i < equal.length; i++) {
        equal[i] = Packed.file(i + name, nested);
      }
      nested = Packed.zip(equal);
    }
    Files.write(folder.resolve("in/many.zip"), nested);

    RunReport report = NightlyRun.run(plan, new Heard());

    assertThat(report.parts()).isEqualTo(320);
    assertThat(report.failures())
        .isEqualTo(Map.of(FailureReason.EMPTY, 1L, FailureReason.TOO_LARGE, 320L));
  }

  @Test
  void run_archivesWithoutEnd_tooDeepAndTheRunGoesOn() throws Exception {
    byte[] nested = Packed.zip(Packed.file("core.txt", REPLY));
    for (int level = 0; level < 11; level++) {
      nested = Packed.zip(Packed.file("n.zip", nested));
    }
    Files.write(folder.resolve("in/deep.zip"), nested);

    RunReport report = NightlyRun.run(plan, new Heard());

    assertThat(report.failures())
        .isEqualTo(Map.of(FailureReason.EMPTY, 1L, FailureReason.TOO_DEEP, 1L));
    assertThat(query("select path from failures where reason = 'too_deep'"))
        .containsExactly("deep.zip" + "/n.zip".repeat(9));
  }

  private List<String> query(String sql) throws SQLException {
    return Tables.query(latest, sql);
  }

  private Map<Table<?>, List<String>> rows() throws SQLException {
    Map<Table<?>, List<String>> rows = new HashMap<>();
    for (Table<?> table : Table.ALL) {
      rows.put(table, Tables.rows(latest, table));
    }
    return rows;
  }

  private void ledger(String sql) {
    try (Connection connection =
            DriverManager.getConnection(
                plan.ledger().url() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE", "", "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The page of a report whose heading is the name. */
  private static Path page(Path report, String name) throws IOException {
    try (Stream<Path> files = Files.list(report.resolve("documents"))) {
      for (Path file : files.toList()) {
        if (Files.readString(file).contains("<bdi>" + name + "</bdi></h1>")) {
          return file;
        }
      }
    }
    throw new AssertionError("no page of " + name);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }

  /** What a listener was told. */
  private static class Heard implements RunListener {
    final List<Integer> files = new ArrayList<>();
    long lastFiles;
    long lastTokens;
    boolean backwards;

    @Override
    public void started(int files) {
      this.files.add(files);
    }

    @Override
    public void progressed(Done done, long tokens) {
      backwards |= done.files() < lastFiles || tokens < lastTokens;
      lastFiles = done.files();
      lastTokens = tokens;
    }
  }
}
