package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.accounting.CostLines;
import dev.cartulary.accounting.CostTotal;
import dev.cartulary.accounting.Electricity;
import dev.cartulary.accounting.PriceBook;
import dev.cartulary.accounting.Savings;
import dev.cartulary.accounting.SavingsText;
import dev.cartulary.accounting.ThisMachine;
import dev.cartulary.accounting.WorkDone;
import dev.cartulary.audit.AuditFinding;
import dev.cartulary.audit.AuditHead;
import dev.cartulary.audit.AuditVerdict;
import dev.cartulary.audit.KeptHead;
import dev.cartulary.beam.EstimateRun;
import dev.cartulary.beam.RunListener;
import dev.cartulary.beam.RunReport;
import dev.cartulary.beam.Selection;
import dev.cartulary.calibration.Calibration;
import dev.cartulary.calibration.CalibrationFile;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.config.Books;
import dev.cartulary.config.Job;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.CostLine;
import dev.cartulary.desk.ReviewServer;
import dev.cartulary.document.DocumentId;
import dev.cartulary.estimate.Estimate;
import dev.cartulary.estimate.Estimated;
import dev.cartulary.export.Export;
import dev.cartulary.export.Format;
import dev.cartulary.ledger.FailedFile;
import dev.cartulary.ledger.FinishedRun;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Stage;
import dev.cartulary.parquet.OpenedValues.OpenedValue;
import dev.cartulary.parquet.StoredRun;
import dev.cartulary.reading.Changes;
import dev.cartulary.retention.Choice;
import dev.cartulary.retention.PurgeReport;
import dev.cartulary.schedule.ModelDescription;
import dev.cartulary.status.FailureList;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLinesTest {
  private static final String SUMMARIES_HEAD =
      "system,document,rouge_1,rouge_2,rouge_l,faithfulness\n";

  private static final String DECISIONS_HEAD =
      "set,part,system,document,field,comparison,gold,kind,probability,accepted,right,grounded,"
          + "words_shared,words_said,words_gold,evidence_right,evidence_judged\n";

  private static final AuditHead HEAD = new AuditHead(17, "ab".repeat(32));

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Recorded operations = new Recorded();

  @TempDir Path folder;
  private Path job = Path.of("");

  @BeforeEach
  void writeJob() throws IOException {
    Files.createDirectory(folder.resolve("in"));
    Files.writeString(folder.resolve("in/letter.txt"), "x");
    Files.writeString(folder.resolve("memo.yaml"), "name: memo\nfields: [{name: subject}]\n");
    job =
        Files.writeString(
            folder.resolve("job.yaml"),
            "input: {path: in}\ntype: memo.yaml\noutput: {path: out}\n");
  }

  @Test
  void calibrate_valuesRightHalfTheTime_writesAFileThatSaysSo() throws IOException {
    StringBuilder decisions = new StringBuilder(DECISIONS_HEAD);
    for (int i = 0; i < 400; i++) {
      decisions.append(
          "s,5,model,d%d,governing_law,place,1,value,0.9,true,%b,true,0,0,0,0,0\n"
              .formatted(i, i % 2 == 0));
    }
    Path evaluation = Files.createDirectory(folder.resolve("evaluation"));
    Files.writeString(evaluation.resolve("decisions.csv"), decisions);
    Files.writeString(evaluation.resolve("summaries.csv"), SUMMARIES_HEAD);
    Path written = Files.createDirectory(folder.resolve("model")).resolve(CalibrationFile.NAME);

    assertThat(
            execute(
                "calibrate",
                "contract=" + evaluation,
                "--model",
                folder + "/model",
                "--out",
                written.toString()))
        .as(err.toString())
        .isZero();

    Calibration calibration = CalibrationFile.in(folder.resolve("model"));
    assertThat(calibration.value("contract", "governing_law", 0.9)).isBetween(0.48, 0.52);
    assertThat(calibration.value("contract", "parties", 0.9)).isEqualTo(0.9);
    assertThat(out.toString()).contains("400 values and 0 absences of type contract");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--model nowhere --out x.json", "--model . --out nowhere/x.json"})
  void calibrate_folderThatIsNotThere_isNamedWithTheRemedy(String options) throws IOException {
    Path evaluation = Files.createDirectory(folder.resolve("evaluation"));
    Files.writeString(
        evaluation.resolve("decisions.csv"),
        DECISIONS_HEAD + "s,5,model,d,governing_law,place,1,value,0.9,true,true,true,0,0,0,0,0\n");
    Files.writeString(evaluation.resolve("summaries.csv"), SUMMARIES_HEAD);
    List<String> arguments = new ArrayList<>(List.of("calibrate", "contract=" + evaluation));
    arguments.addAll(List.of(options.replace("--out x", "--out " + folder + "/x").split(" ")));

    assertThat(execute(arguments.toArray(String[]::new))).isEqualTo(2);

    assertThat(err.toString()).contains("nowhere").containsAnyOf("name the model", "name a file");
  }

  @Test
  void calibrate_argumentWithoutType_saysHowToWriteIt() {
    assertThat(execute("calibrate", "evaluation", "--out", "x.json")).isEqualTo(2);
    assertThat(err.toString()).contains("evaluation is not TYPE=FOLDER, for example contract=");
  }

  @Test
  void run_allDone_printsTheResultAndExits0() {
    assertThat(execute("run", job.toString())).isZero();

    assertThat(operations.jobs).singleElement().extracting(Job::name).isEqualTo("job");
    assertThat(out.toString().lines())
        .containsExactly(
            "documents  3 of 3 files; 1 were in the ledger and not computed again",
            "fields     1,200 found, 7 to review, 1 without evidence",
            "pages      34",
            "tokens     100,000 of documents, 2,000 of questions, 300 generated",
            "model      embedded in int8 on cpu",
            "time       2 min 5 s: 1.5 s of the model for loading,",
            "           1 min 30 s of the model for reading, 20 s for answers;",
            "           31 s of parser processes meanwhile",
            "cost       " + SavingsText.brief(comparison(), 3).get(0),
            "           " + SavingsText.brief(comparison(), 3).get(1),
            "           " + SavingsText.brief(comparison(), 3).get(2),
            "results    " + folder.resolve("out/latest"),
            "audit      17:" + "ab".repeat(32),
            "try        duckdb -c \"select path, name, value, page from",
            "             '"
                + folder.resolve("out/latest")
                + "/fields-*.parquet' where status = 'found' limit 20\"",
            "next       cartulary review " + job,
            "           cartulary explain " + job + " DOCUMENT FIELD");
    assertThat(err.toString().lines()).containsExactly("3 files to read", "3 of 3 files");
  }

  @Test
  void run_someFailed_listsReasonsWithRemediesAndExits3() {
    operations.failures = Map.of(FailureReason.ENCRYPTED, 1L, FailureReason.OCR_UNAVAILABLE, 12L);

    assertThat(execute("run", job.toString())).isEqualTo(3);

    assertThat(out.toString())
        .contains("failures   13\n")
        .containsSubsequence(
            "  12  ocr unavailable: install Tesseract",
            "   1  encrypted: save the document without a password",
            "next       cartulary failures " + job);
    assertThat(out.toString().lines())
        .filteredOn(l -> !l.contains("/"))
        .isNotEmpty()
        .allMatch(line -> line.length() <= 80);
  }

  @Test
  void run_nothingLeftToCompute_saysSo() {
    operations.recalled = 3;
    operations.usage = TokenUsage.ZERO;
    operations.failures = Map.of(FailureReason.EMPTY, 1L);

    assertThat(execute("run", job.toString())).isEqualTo(3);
    assertThat(out.toString())
        .contains("3 of 4 files; all were in the ledger, nothing was computed");
  }

  @Test
  void run_precision_standsInForTheJobs() {
    assertThat(execute("run", job.toString(), "--precision", "int4")).isZero();
    assertThat(execute("run", job.toString(), "--precision", "int3")).isEqualTo(2);

    assertThat(operations.jobs)
        .singleElement()
        .extracting(run -> run.model().precision())
        .isEqualTo(Job.Precision.INT4);
    assertThat(err.toString()).containsIgnoringCase("auto, float32, bfloat16, int8, int4");
  }

  @Test
  void run_dryRun_checksAndRunsNothing() {
    assertThat(execute("run", "--dry-run", job.toString())).isZero();

    assertThat(operations.jobs).isEmpty();
    assertThat(out.toString())
        .contains("job.yaml is right.", "1 files in " + folder.resolve("in"), "Nothing was run");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void run_wrongJobFile_listsEveryProblemAndExits2() throws IOException {
    Files.writeString(job, "input: {path: gone}\ntype: tax\nouput: {path: out}\n");

    assertThat(execute("run", job.toString())).isEqualTo(2);

    assertThat(operations.jobs).isEmpty();
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("job.yaml has 4 problems:")
        .contains("line 1: ", "line 2: type 'tax' is unknown", "line 3: ouput is not known")
        .doesNotContain("\tat ");
  }

  @Test
  void run_jobFileMissing_namesThoseNearby() {
    assertThat(execute("run", folder.resolve("jobs.yaml").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("does not exist; there is " + folder.resolve("job.yaml"));
    assertThat(execute("run", folder.resolve("in/job.yaml").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("does not exist");
  }

  @Test
  void run_unknownException_asksToReportWithoutItsMessageAndExits1() {
    operations.fault = new IllegalStateException("the patient John Doe");

    assertThat(execute("run", job.toString())).isEqualTo(1);

    assertThat(err.toString())
        .contains("internal error: java.lang.IllegalStateException at dev.cartulary.cli")
        .contains("please report")
        .doesNotContain("John Doe")
        .doesNotContain("\tat ");
  }

  @ParameterizedTest(name = "debug {0}")
  @ValueSource(booleans = {true, false})
  void run_unknownException_tracedOnlyWhenAskedFor(boolean byEnvironment) {
    operations.fault = new IllegalStateException("x");
    Surroundings surroundings =
        new Surroundings(byEnvironment ? Map.of("CARTULARY_DEBUG", "1") : Map.of(), false);
    String[] arguments =
        byEnvironment
            ? new String[] {"run", job.toString()}
            : new String[] {"run", "--verbose", job.toString()};

    int exit =
        CommandLines.of(new PrintWriter(out), new PrintWriter(err), surroundings, operations)
            .execute(arguments);

    assertThat(exit).isEqualTo(1);
    assertThat(err.toString()).contains("\tat dev.cartulary.cli");
  }

  @Test
  void run_memoryRunsOut_saysWhatHelps() {
    operations.fault = new IllegalStateException(new OutOfMemoryError("Java heap space"));

    assertThat(execute("run", job.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("out of memory").contains("CARTULARY_JAVA_OPTIONS");
  }

  @Test
  void savings_jobFile_printsTheComparison() {
    assertThat(execute("savings", job.toString())).isZero();

    assertThat(operations.books).singleElement().extracting(Books::job).isEqualTo("job");
    assertThat(operations.books)
        .extracting(Books::ledger)
        .containsExactly(new LedgerAddress("jdbc:h2:file:" + folder.resolve("ledger"), "", ""));
    assertThat(out.toString())
        .startsWith(SavingsText.of(comparison()))
        .contains("A document", "Quality: no evaluation was named");
  }

  @Test
  void savings_html_writesAPage() {
    Path page = folder.resolve("new/savings.html");

    assertThat(execute("savings", job.toString(), "--html", page.toString())).isZero();

    assertThat(out.toString()).contains("written to " + page);
    assertThat(page).content().contains("<svg", "Cost of a document").doesNotContain("<script");
  }

  @Test
  void estimate_options_areTakenBeforeTheJobs() {
    Path page = folder.resolve("estimate.html");

    assertThat(execute("estimate", job.toString(), "--files", "12", "--html", page.toString()))
        .isZero();

    assertThat(out.toString())
        .startsWith("Estimated from 12 files of 90 (seed 7): all were parsed")
        .contains("tokens written", "2.0 %");
    assertThat(page).content().contains("An estimate", "Estimated from 12 files of 90");
    assertThat(execute("estimate", job.toString(), "--files", "1")).isEqualTo(2);
    assertThat(operations.jobs).hasSize(1);
  }

  @Test
  void savings_options_areSupposed() {
    assertThat(
            execute(
                "savings",
                job.toString(),
                "--runs",
                "R1,R2",
                "--volume",
                "730/month",
                "--what-if",
                "electricity=0.30",
                "--what-if",
                "utilisation=0.5"))
        .isZero();

    Supposition supposition = operations.suppositions.get(0);
    assertThat(supposition.runs()).containsExactly("R1", "R2");
    assertThat(supposition.documentsPerDay()).isEqualByComparingTo("24");
    assertThat(supposition.accounting().electricity().usdPerKwh()).isEqualByComparingTo("0.30");
    assertThat(supposition.accounting().hardware().utilisation()).isEqualByComparingTo("0.5");
    assertThat(out.toString())
        .contains("A year of 24 documents a day, as stated", "What if electricity is 0.30.");
  }

  @Test
  void savings_anotherMachine_saysThatHoursAreThoseMeasured() throws IOException {
    Path profile =
        Files.writeString(
            job.resolveSibling("big.yaml"),
            """
            name: big
            cores: 64
            hardware-usd: 9000
            lifetime-years: 5
            utilisation: 0.2
            watts: 500
            idle-watts: 100
            source: ours
            """);
    assertThat(execute("savings", job.toString(), "--hardware", profile.toString())).isZero();
    assertThat(operations.suppositions.get(0).accounting().hardware().name()).isEqualTo("big");
    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains("is costed for big: its hours are those measured, though");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "--volume=many",
        "--volume=0",
        "--volume=5/hour",
        "--what-if=pue=0",
        "--what-if=rain=1",
        "--hardware=nowhere",
        "--hardware=gone.yaml",
        "--quality=gone"
      })
  void savings_badOption_isNamedAndExits2(String option) {
    assertThat(execute("savings", job.toString(), option)).isEqualTo(2);
    String name = option.substring(0, option.indexOf('='));
    assertThat(err.toString()).containsAnyOf(name, "gone").isNotBlank();
    assertThat(out.toString()).isEmpty();
  }

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

  @Test
  void savings_ledgerByUrl_isAskedForAnyJob() {
    assertThat(execute("savings", "--ledger", "jdbc:h2:file:/l")).isZero();

    assertThat(operations.books)
        .containsExactly(Books.of(new LedgerAddress("jdbc:h2:file:/l", "", "")));
  }

  @Test
  void savings_noRunYet_saysSoAndExits2() {
    operations.savings = Optional.empty();

    assertThat(execute("savings", job.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("no finished run");
  }

  @Test
  void savings_neitherOrBoth_exits2() {
    assertThat(execute("savings")).isEqualTo(2);
    assertThat(execute("savings", job.toString(), "--ledger", "jdbc:h2:file:/l")).isEqualTo(2);
    assertThat(operations.books).isEmpty();
  }

  @Test
  void modelInfo_embedded_describesIt() {
    assertThat(execute("model", "info", "embedded")).isZero();
    assertThat(out.toString())
        .contains("family       llama", "parameters   6,032,640", "stored as    F32")
        .contains("licence      other", "context      2,048 tokens")
        .contains("memory       24.1 MB in float32, 12.1 MB in bfloat16, 8.1 MB in int8")
        .containsPattern("fingerprint  [0-9a-f]{64}");
  }

  @Test
  void modelInfo_folderWithoutAModel_namesTheMissingFileAndExits2() {
    assertThat(execute("model", "info", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("config.json").doesNotContain("\tat ");
  }

  @Test
  void version_saysWhatRuns() {
    assertThat(execute("--version")).isZero();
    assertThat(out.toString()).startsWith("cartulary ").contains("Java ");
  }

  @Test
  void typingMistake_isExplainedAndExits2() {
    assertThat(execute("runn", job.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("cartulary run").contains("For help: cartulary --help");
  }

  @Test
  void failures_listed_haveRemedyStageAttemptsAndAge() {
    Failure failure =
        new Failure(null, "a/b.pdf", null, Stage.EXTRACT, FailureReason.ENCRYPTED, "asks", 0);
    Instant since = Instant.parse("2026-11-20T02:00:00Z");
    operations.failed =
        Optional.of(
            new FailureList(
                new FinishedRun("R7", "nightly", since, 3, 1),
                List.of(new FailedFile(failure, since, 2))));

    assertThat(execute("failures", job.toString())).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            run        R7 of nightly: 1 of 4 failed

            1 encrypted: save the document without a password and run the job again
              a/b.pdf
                  extract, tried 2 times, since 2026-11-20
            """);
    out.getBuffer().setLength(0);
    assertThat(execute("failures", job.toString(), "--json")).isZero();
    assertThat(out.toString())
        .contains("\"run\" : \"R7\"", "\"path\" : \"a/b.pdf\"", "\"attempts\" : 2");

    assertThat(execute("failures", "--replay", job.toString())).isZero();
    assertThat(execute("run", "--since", "2026-11-01", "--force", job.toString())).isZero();
    assertThat(operations.selections)
        .extracting(Selection::kind)
        .containsExactly(Selection.Kind.FAILED, Selection.Kind.MODIFIED);
    assertThat(operations.selections).extracting(Selection::anew).containsExactly(false, true);
    assertThat(execute("run", "--since", "yesterday", job.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("2026-11-01");
  }

  private int execute(String... arguments) {
    return CommandLines.of(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            new Surroundings(Map.of(), false),
            operations)
        .execute(arguments);
  }

  @Test
  void auditVerify_wholeTrail_printsItsHeadAndExits0() {
    assertThat(execute("audit", "verify", job.toString(), "--head", HEAD.toString())).isZero();

    assertThat(operations.kept).isEqualTo(new KeptHead(17L, HEAD.hash()));
    assertThat(out.toString()).contains("whole: 17 events", "head  " + HEAD);
  }

  @Test
  void auditVerify_brokenTrail_listsWhereAndExits5() {
    operations.verdict =
        new AuditVerdict(
            17, HEAD, List.of(new AuditFinding(4, AuditFinding.Kind.REMOVED, "the event is gone")));

    assertThat(execute("audit", "verify", job.toString())).isEqualTo(5);

    assertThat(out.toString()).contains("event 4  removed: the event is gone");
    assertThat(operations.kept).isNull();
  }

  @Test
  void auditVerify_headThatIsNone_saysWhatAHeadIs() {
    assertThat(execute("audit", "verify", job.toString(), "--head", "abc")).isEqualTo(2);
    assertThat(err.toString()).contains("NUMBER:HASH");
  }

  @Test
  void values_ofOneField_areCsv() {
    assertThat(execute("values", job.toString(), "--field", "mrn")).isZero();
    assertThat(out)
        .hasToString(
            "path,document_id,name,value,normalized,status\n\"a.txt\",\""
                + "ab".repeat(32)
                + "\",\"mrn\",\"7 \"\"A\"\"\",\"7A\",\"found\"\n");
  }

  @Test
  void export_formatAndTarget_arePassedOn() {
    Path target = folder.resolve("results.xlsx");
    assertThat(execute("export", job.toString(), "--format", "xlsx", "--out", target.toString()))
        .isZero();
    assertThat(operations.exports).containsExactly(new Export(Format.XLSX, target, false));
    assertThat(out.toString().lines())
        .containsExactly("documents  1,200", "failures   3", "written    " + target);
  }

  @Test
  void export_formatThatIsNone_listsThose() {
    assertThat(execute("export", job.toString(), "--format", "pdf", "--out", "x")).isEqualTo(2);
    assertThat(err.toString()).containsIgnoringCase("csv, xlsx, json, fhir");
    assertThat(execute("export", job.toString(), "--format", "csv", "--out", "x.xlsx"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("name a folder");
  }

  @Test
  void auditExport_printsOneEventALine() {
    assertThat(execute("audit", "export", job.toString())).isZero();
    assertThat(out).hasToString("{\"sequence\":1}\n{\"sequence\":2}\n");
  }

  @Test
  void review_ofAJob_letsThePersonsInAndSaysWhatToDoNext() {
    assertThat(execute("review", job.toString(), "--as", "Ann", "--as", "Ben")).isZero();

    assertThat(operations.reviewers).containsExactly("Ann", "Ben");
    assertThat(operations.jobs).isEmpty();
    assertThat(out.toString().lines())
        .containsExactly(
            "decided    3, 4 open",
            "tables     cartulary run " + job + " writes the decisions into them");
  }

  @Test
  void review_thatIsToWrite_runsTheJobWhenAllHaveLeft() {
    assertThat(execute("review", job.toString(), "--write")).isZero();
    assertThat(operations.jobs).hasSize(1);

    operations.reviewEnding = null;
    assertThat(execute("review", job.toString(), "--write")).isZero();
    assertThat(operations.jobs).as("after Ctrl-C nothing long begins").hasSize(1);
  }

  @Test
  void review_withLabels_writesThemAndShowsNoPages() {
    assertThat(execute("review", job.toString(), "--labels", "gold")).isZero();

    assertThat(operations.labels).isEqualTo(Path.of("gold"));
    assertThat(operations.reviewers).isEmpty();
    assertThat(out.toString()).contains("2 documents in gold");
  }

  @Test
  void review_thatSomebodyTriedToEnter_fails() {
    operations.reviewEnding = ReviewServer.Ending.GUESSED;

    assertThat(execute("review", job.toString(), "--write")).isEqualTo(1);
    assertThat(err.toString()).contains("tried tokens");
    assertThat(operations.jobs).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--as=", "--as=Ann --as=Ann", "--port=70000"})
  void review_withWrongOptions_isRefused(String options) {
    List<String> arguments = new ArrayList<>(List.of("review", job.toString()));
    arguments.addAll(List.of(options.split(" ")));

    assertThat(execute(arguments.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString()).contains(options.substring(0, 4));
  }

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
            "audit      " + HEAD);
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

  /** Two local costs, and two clouds of which one is cheaper. */
  private static Savings comparison() {
    return Savings.of(
        new WorkDone(3, 34, 90_000, new TokenUsage(100_000, 2_000, 300)),
        CostTotal.of(
            List.of(
                line(CostLine.Kind.LOCAL, "this-machine", CostLines.ENERGY, "0.0023"),
                line(CostLine.Kind.LOCAL, "this-machine", CostLines.HARDWARE, "0.01"),
                line(CostLine.Kind.CLOUD, "Lavish", "large", "36.9"),
                line(CostLine.Kind.CLOUD, "Thrift", "small", "0.001"))),
        ThisMachine.profile(),
        Electricity.COMMON,
        new PriceBook(List.of()),
        LocalDate.of(2026, 11, 21));
  }

  private static CostLine line(CostLine.Kind kind, String provider, String item, String amount) {
    boolean local = kind == CostLine.Kind.LOCAL;
    return new CostLine(
        kind,
        provider,
        item,
        BigDecimal.ONE,
        "unit",
        new BigDecimal(amount),
        "USD",
        local,
        local ? null : LocalDate.of(2026, 8, 1),
        !local);
  }

  /** Notes what is asked of it and answers with fixed figures. */
  private static final class Recorded implements Operations {
    private final List<Job> jobs = new ArrayList<>();
    private final List<Books> books = new ArrayList<>();
    private final List<CloudPrice> prices = new ArrayList<>();
    private final List<Supposition> suppositions = new ArrayList<>();
    private Map<FailureReason, Long> failures = Map.of();
    private long recalled = 1;
    private TokenUsage usage = new TokenUsage(100_000, 2_000, 300);
    private Optional<Savings> savings = Optional.of(comparison());
    private Optional<FailureList> failed = Optional.empty();
    private final List<Selection> selections = new ArrayList<>();
    private @Nullable RuntimeException fault;
    private final List<String> read = new ArrayList<>();
    private final List<String> purges = new ArrayList<>();
    private final List<Export> exports = new ArrayList<>();
    private List<String> reviewers = List.of();
    private @Nullable Path labels;
    private ReviewServer.@Nullable Ending reviewEnding = ReviewServer.Ending.LEFT;
    private long left;
    private @Nullable KeptHead kept;
    private AuditVerdict verdict = new AuditVerdict(17, HEAD, List.of());

    @Override
    public RunReport run(Job job, Selection selection, Duration patience, RunListener listener) {
      if (fault != null) {
        throw fault;
      }
      jobs.add(job);
      selections.add(selection);
      listener.started(3);
      listener.progressed(new RunListener.Done(3, 0), 0);
      return new RunReport(
          "R1",
          new ModelDescription(
              "embedded",
              "f",
              "llama",
              6_032_640,
              "int8",
              "cpu",
              false,
              2_048,
              256,
              Calibration.NONE),
          3 + (int) failures.values().stream().mapToLong(Long::longValue).sum(),
          0,
          3,
          recalled,
          failures,
          34,
          90_000,
          12,
          1_200,
          7,
          1,
          usage,
          125_000_000_000L,
          1_500_000_000L,
          31_000_000_000L,
          90_000_000_000L,
          20_000_000_000L,
          comparison(),
          job.output().resolve("latest"),
          HEAD,
          new Changes(0, 3, 0, 0, 0, 0, 0, 0),
          0);
    }

    @Override
    public Optional<FailureList> failures(Books asked, @Nullable String run) {
      books.add(asked);
      return failed;
    }

    @Override
    public EstimateRun.Result estimate(Job asked, int files, long seed, RunListener listener) {
      jobs.add(asked);
      Savings whole = comparison();
      Estimated tokens = new Estimated(102_000, 1_000, 100_000, 104_000);
      return new EstimateRun.Result(
          new Estimate(
              90, files, 0, seed, whole.work(), tokens, tokens, tokens, tokens, tokens, List.of()),
          whole);
    }

    @Override
    public Optional<Savings> savings(Books asked, Supposition supposition) {
      books.add(asked);
      suppositions.add(supposition);
      return savings;
    }

    @Override
    public PriceBook prices(Books asked) {
      return new PriceBook(prices);
    }

    @Override
    public PriceBook.Change importPrices(Books asked, List<CloudPrice> added) {
      PriceBook.Change change = prices(asked).change(added);
      prices.addAll(change.added());
      return change;
    }

    @Override
    public void noteReading(Job job, String command, Path folder) {
      read.add(command + " " + folder.getFileName());
    }

    @Override
    public StoredRun stored(Job job, Path folder) {
      return StoredRun.read(folder);
    }

    @Override
    public void readValues(Books asked, Consumer<OpenedValue> to) {
      DocumentId document = new DocumentId("ab".repeat(32));
      to.accept(new OpenedValue("a.txt", document, "mrn", "7 \"A\"", "7A", "found"));
      to.accept(new OpenedValue("a.txt", document, "age", "45", "45", "found"));
    }

    @Override
    public Export.Counts export(Books asked, Path folder, Export export) {
      exports.add(export);
      return new Export.Counts(1_200, 3);
    }

    @Override
    public Explanation explain(Job job, String document, String field) {
      throw new UnsupportedOperationException("no tables are there");
    }

    @Override
    public ReviewSession.Result review(
        Job asked, List<String> reviewers, int port, ReviewSession.Listener listener) {
      this.reviewers = reviewers;
      return new ReviewSession.Result(3, 4, reviewEnding);
    }

    @Override
    public int exportLabels(Job asked, Path to) {
      labels = to;
      return 2;
    }

    @Override
    public AuditVerdict verifyAudit(Books asked, @Nullable KeptHead kept) {
      this.kept = kept;
      return verdict;
    }

    @Override
    public void exportAudit(Books asked, Consumer<String> to) {
      to.accept("{\"sequence\":1}");
      to.accept("{\"sequence\":2}");
    }

    @Override
    public PurgeReport purge(Books asked, Choice choice, boolean forgotten, boolean dryRun) {
      purges.add(choice + (forgotten ? " forgotten" : "") + (dryRun ? " dry" : ""));
      return new PurgeReport(
          2,
          List.of(asked.output()),
          List.of(Path.of("/mnt/other")),
          new TreeMap<>(Map.of("ledger_document", 2L, "tables_fields", 40L, "tables_costs", 0L)),
          new TreeMap<>(Map.of("ledger_document", dryRun ? 2L : left)),
          dryRun ? null : HEAD);
    }
  }
}
