package dev.cartulary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.completion.Completion;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.document.DocumentId;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.ledger.LedgerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that dies in its middle, by a signal that nothing can catch, and is started again. */
@Timeout(600)
class KilledRunTest {
  private static final Pattern PROGRESS = Pattern.compile("(?m)^(\\d+) of (\\d+) files");
  private static final Pattern TOKENS =
      Pattern.compile(
          "tokens +([\\d,]+) of documents, ([\\d,]+) of questions, ([\\d,]+) generated");

  /**
   * What libraries unpack for themselves and cannot take away when they are killed: code, no text.
   */
  private static final Pattern NATIVE = Pattern.compile("pt-model\\d+|(snappy|libzstd).*\\.so");

  @TempDir Path folder;

  @Test
  void run_killedAndStartedAgain_computesOnlyWhatWasNotDone() throws Exception {
    Samples.CONTRACTS.copyTo(folder);
    Program program = new Program(folder);

    Program.Started killed = program.start("run", "job.yaml");
    awaitSomeDone(killed);
    List<ProcessHandle> children = killed.process().descendants().toList();
    killed.process().destroyForcibly().waitFor();
    assertThat(children).as("parser processes of the killed run").isNotEmpty();
    for (ProcessHandle child : children) {
      child.onExit().get(20, TimeUnit.SECONDS);
    }
    assertThat(Files.exists(folder.resolve("out/latest"))).as("nothing half-written").isFalse();
    TokenUsage kept = keptInLedger();
    assertThat(kept.prefixTokens()).as("tokens kept by the killed run").isPositive();

    assertThat(program.run("status", "job.yaml").out()).contains("cut off    run ");

    TokenUsage stopped = stopInTheMiddle(program);

    Program.Ended second = program.run("run", "--wait", "1m", "job.yaml");
    assertThat(second.exit()).as(second.err()).isEqualTo(3);
    assertThat(second.out()).contains("documents  ").contains(" were in the ledger");
    Path output = folder.resolve("out");
    assertThat(
            Tables.column(
                output,
                "select path from documents union all select path from failures order by 1"))
        .isEqualTo(Samples.CONTRACTS.documents());
    TokenUsage whole = wholeRun(output);
    TokenUsage computed = computed(second);
    assertThat(computed.prefixTokens()).isPositive();
    assertThat(computed.plus(kept).plus(stopped))
        .as("computed before and after the kill and the stop")
        .isEqualTo(whole);
    assertClean(program, output);

    List<List<String>> rows = rows(output);
    Program.Ended third = program.run("run", "job.yaml");
    assertThat(third.exit()).as(third.err()).isEqualTo(3);
    assertThat(third.out()).contains("nothing was computed");
    assertThat(computed(third)).isEqualTo(TokenUsage.ZERO);
    assertThat(rows(output)).isNotEmpty().isEqualTo(rows);
    assertClean(program, output);
  }

  /**
   * A run that another one finds in its way, and that ends when it is asked to.
   *
   * @return tokens that it has added to the ledger
   */
  private TokenUsage stopInTheMiddle(Program program) throws Exception {
    TokenUsage before = keptInLedger();
    Program.Started running = program.start("run", "job.yaml");
    awaitSomeDone(running);
    // Nothing goes on while others look at it.
    signal(running, "STOP");
    assertThat(program.run("status", "job.yaml").out())
        .contains("now        reading: ", "pid " + running.process().pid());
    Program.Ended other = program.run("run", "job.yaml");
    assertThat(other.exit()).as(other.err()).isEqualTo(2);
    assertThat(other.err()).contains("another run", "(pid " + running.process().pid() + " on ");
    long asked = System.nanoTime();
    signal(running, "TERM");
    signal(running, "CONT");
    Program.Ended ended = running.await();
    assertThat(System.nanoTime() - asked).isLessThan(TimeUnit.SECONDS.toNanos(30));
    assertThat(ended.exit()).as(ended.err()).isEqualTo(6);
    assertThat(ended.err()).contains("stopped: ", "kept in the ledger");
    assertThat(Program.names(folder.resolve("out"))).containsExactly(".lock", ".status");
    assertThat(program.run("status", "job.yaml").out()).contains("exit code 6");
    TokenUsage after = keptInLedger();
    return new TokenUsage(
        after.prefixTokens() - before.prefixTokens(),
        after.questionTokens() - before.questionTokens(),
        after.generatedTokens() - before.generatedTokens());
  }

  private static void signal(Program.Started to, String name) throws Exception {
    Process kill =
        new ProcessBuilder("kill", "-" + name, String.valueOf(to.process().pid())).start();
    assertThat(kill.waitFor()).as("kill -" + name).isZero();
  }

  /** Waits until a third of the files is done; the rest takes longer than a kill. */
  private static void awaitSomeDone(Program.Started run) throws Exception {
    while (run.process().isAlive()) {
      Matcher line = PROGRESS.matcher(Files.readString(run.err()));
      while (line.find()) {
        if (3 * Integer.parseInt(line.group(1)) >= Integer.parseInt(line.group(2))) {
          return;
        }
      }
      Thread.sleep(20);
    }
    throw new AssertionError("ended before it could be killed: " + Files.readString(run.err()));
  }

  private TokenUsage keptInLedger() throws SQLException {
    LedgerAddress address = new LedgerAddress("jdbc:h2:file:" + folder.resolve("ledger"), "", "");
    List<String> keys = new ArrayList<>();
    TokenUsage kept = TokenUsage.ZERO;
    try (Ledger ledger = Ledger.open(address, Clock.systemUTC());
        Connection connection =
            DriverManager.getConnection(
                address.url() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE", "", "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select completion_key from completion")) {
      while (rows.next()) {
        keys.add(rows.getString(1));
      }
      for (Completion completion :
          ledger.completions().findAll(new DocumentId("0".repeat(64)), keys).values()) {
        kept = kept.plus(completion.usage());
      }
    }
    return kept;
  }

  private static TokenUsage wholeRun(Path output) throws SQLException {
    List<String> sums =
        Tables.query(
                output,
                "select sum(tokens.prefix), sum(tokens.question), sum(tokens.generated)"
                    + " from documents")
            .get(0);
    return new TokenUsage(
        Long.parseLong(sums.get(0)), Long.parseLong(sums.get(1)), Long.parseLong(sums.get(2)));
  }

  private static TokenUsage computed(Program.Ended ended) {
    Matcher line = TOKENS.matcher(ended.out());
    assertThat(line.find()).as(ended.out()).isTrue();
    return new TokenUsage(number(line.group(1)), number(line.group(2)), number(line.group(3)));
  }

  private static long number(String text) {
    return Long.parseLong(text.replace(",", ""));
  }

  private static List<List<String>> rows(Path output) throws SQLException {
    return Tables.query(output, "select * exclude (run_id) from fields order by path, position");
  }

  private static void assertClean(Program program, Path output) throws IOException {
    assertThat(Program.names(output))
        .hasSize(4)
        .contains(".lock", ".status", "latest")
        .anyMatch(name -> name.startsWith("run-"));
    assertThat(Program.names(output.resolve("latest"))).isEqualTo(Tables.OF_A_SMALL_RUN);
    assertThat(program.leftTemporary()).noneMatch(name -> !NATIVE.matcher(name).matches());
  }
}
