package dev.cartulary.cli;

import dev.cartulary.beam.EstimateRun;
import dev.cartulary.beam.JobPlan;
import dev.cartulary.beam.NightlyRun;
import dev.cartulary.beam.RunListener;
import dev.cartulary.beam.RunReport;
import dev.cartulary.beam.Runner;
import dev.cartulary.config.Books;
import dev.cartulary.config.Job;
import dev.cartulary.egress.Destination;
import dev.cartulary.egress.EgressGuard;
import dev.cartulary.estimate.Effort;
import dev.cartulary.keys.Encryption;
import dev.cartulary.keys.KeyName;
import dev.cartulary.keys.KeyRing;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.ledger.LedgerException;
import dev.cartulary.parquet.OutputException;
import dev.cartulary.parquet.TableCipher;
import dev.cartulary.retention.Choice;
import dev.cartulary.retention.Purge;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one way of commands to a job's ledger, keys and tables. Whoever holds a door has closed all
 * ways out of this process but those to the job's own servers.
 */
final class Door {
  private static final long PAUSE_MILLIS = 5_000;

  private final String job;
  private final LedgerAddress ledger;
  private final Path output;
  private final @Nullable Encryption encryption;
  private final Runner runner;
  private final Set<Destination> asked;
  private final Clock clock = Clock.systemUTC();

  private Door(
      String job,
      LedgerAddress ledger,
      Path output,
      @Nullable Encryption encryption,
      Runner runner,
      boolean listening,
      Set<Destination> asked) {
    this.job = job;
    this.ledger = ledger;
    this.output = output;
    this.encryption = encryption;
    this.runner = runner;
    this.asked = asked;
    if (listening) {
      EgressGuard.onlyHere(ledger.destinations(), servers());
    } else {
      EgressGuard.only(ledger.destinations(), servers());
    }
  }

  static Door of(Job job) {
    return of(job, job.runner(), false, Set.of());
  }

  private static Door of(Job job, Runner runner, boolean listening, Set<Destination> asked) {
    return new Door(
        job.name(), job.ledger(), job.output(), job.encryption(), runner, listening, asked);
  }

  /** Of a job whose pages are served to this machine; no other may reach them. */
  static Door listening(Job job) {
    return of(job, Runner.HERE, true, Set.of());
  }

  /** Of a job that sends what was allowed to the one endpoint that it names. */
  static Door sending(Job job, Destination endpoint) {
    return of(job, Runner.HERE, false, Set.of(endpoint));
  }

  static Door of(Books books) {
    return new Door(
        books.job(),
        books.ledger(),
        books.output(),
        books.encryption(),
        Runner.HERE,
        false,
        Set.of());
  }

  /** For work without a job: nothing stays open. */
  static void closeAll() {
    EgressGuard.only(Set.of(), Set.of());
  }

  /** The servers that may be reached. */
  Set<Destination> destinations() {
    Set<Destination> all = new HashSet<>(ledger.destinations());
    all.addAll(servers());
    return all;
  }

  /** Those that are spoken to by HTTP. */
  private Set<Destination> servers() {
    Set<Destination> servers = new HashSet<>(runner.destinations());
    servers.addAll(asked);
    servers.addAll(encryption == null ? Set.of() : encryption.place().destinations());
    return servers;
  }

  /** Asks the ledger without keys: costs, runs and the audit trail need none. */
  <T> T ledger(Function<Ledger, T> question) {
    try (Ledger open = Ledger.open(ledger, clock)) {
      return question.apply(open);
    }
  }

  /** Asks the ledger with the job's keys, if it names any: names of files need them. */
  <T> T openLedger(Function<Ledger, T> question) {
    if (encryption == null) {
      return ledger(question);
    }
    try (Ledger open = Ledger.open(ledger, clock, KeyRing.open(encryption.place()))) {
      return question.apply(open);
    }
  }

  /**
   * Makes a data key of each name with the job's keys, and forgets it.
   *
   * @return the names
   * @throws dev.cartulary.keys.KeyException if a key is missing or cannot be used
   */
  String tryKeys() {
    if (encryption == null) {
      return "";
    }
    KeyRing keys = KeyRing.open(encryption.place());
    return Arrays.stream(KeyName.values())
        .map(name -> keys.dataKey(name).wrapped().master())
        .collect(Collectors.joining(", "));
  }

  /** What decrypts the job's tables; null where it names no keys. */
  @Nullable TableCipher cipher() {
    return TableCipher.of(encryption);
  }

  /**
   * Runs the job of this door.
   *
   * @param patience how long to wait for another run that has the output folder, the ledger or the
   *     job
   */
  RunReport run(JobPlan plan, RunListener listener, Duration patience) throws InterruptedException {
    long start = System.nanoTime();
    while (true) {
      try {
        return NightlyRun.run(plan, runner, listener);
      } catch (LedgerException | OutputException e) {
        long left = patience.toMillis() - (System.nanoTime() - start) / 1_000_000;
        if (!isHeld(e) || left <= 0 || listener.isStopping()) {
          throw e;
        }
        listener.waiting(String.valueOf(e.getMessage()).replaceFirst(";.*", ""));
        Thread.sleep(Math.min(left, PAUSE_MILLIS));
      }
    }
  }

  private static boolean isHeld(RuntimeException e) {
    return (e instanceof LedgerException ledger && ledger.isHeld())
        || (e instanceof OutputException output && output.isHeld());
  }

  /** Estimates the job of this door from a sample of its files. */
  EstimateRun.Result estimate(JobPlan plan, Effort effort, RunListener listener)
      throws InterruptedException {
    return EstimateRun.run(plan, effort, listener);
  }

  Purge purge(Choice choice, boolean forgotten) {
    return new Purge(job, ledger, output, encryption, choice, forgotten, clock);
  }
}
