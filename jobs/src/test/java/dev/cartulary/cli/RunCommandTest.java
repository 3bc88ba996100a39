package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.accounting.SavingsText;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.config.Job;
import dev.cartulary.outcome.FailureReason;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run prints, and what it takes. */
class RunCommandTest extends CommandTest {
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
            "cost       " + SavingsText.brief(RecordedOperations.comparison(), 3).get(0),
            "           " + SavingsText.brief(RecordedOperations.comparison(), 3).get(1),
            "           " + SavingsText.brief(RecordedOperations.comparison(), 3).get(2),
            "results    " + folder.resolve("out/latest"),
            "audit      17:" + "ab".repeat(32),
            "try        duckdb -c \"select path, name, value, page from",
            "             '" + folder.resolve("out/latest") + "/fields-*.parquet'",
            "             where status = 'found' limit 20\"",
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
}
