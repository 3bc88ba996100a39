package dev.cartulary.status;

import static java.util.Objects.requireNonNull;

import dev.cartulary.access.Holder;
import dev.cartulary.beam.RunListener;
import dev.cartulary.beam.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far a run is: to another listener, and every few seconds in a file of the output
 * folder, which is no reason to end a run when it cannot be written. Leaves the run's report beside
 * its tables. Safe for use by several threads.
 */
public final class Heartbeat implements RunListener {
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final RunListener to;
  private final String job;
  private final String version;
  private final Path output;
  private final Clock clock;
  private final Holder holder;

  private Instant written = Instant.MIN;
  private boolean ours;
  private String run = "";
  private Phase phase = Phase.PREPARING;
  private @Nullable Instant reading;
  private @Nullable String waitsFor;
  private long files;
  private long done;
  private long parts;
  private long tokens;

  /**
   * @param version of this program
   * @param output the job's output folder
   */
  public Heartbeat(RunListener to, String job, String version, Path output, Clock clock) {
    this.to = requireNonNull(to, "to is null");
    this.job = requireNonNull(job, "job is null");
    this.version = requireNonNull(version, "version is null");
    this.output = requireNonNull(output, "output is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.holder = Holder.ofThisProcess(clock.instant());
  }

  @Override
  public synchronized void named(String name) {
    to.named(name);
    // From here on the output folder is this run's.
    run = name;
    ours = true;
    beat(true, null);
  }

  @Override
  public synchronized void entered(Phase next) {
    to.entered(next);
    phase = next;
    if (next == Phase.READING) {
      reading = clock.instant();
    }
    beat(true, null);
  }

  @Override
  public synchronized void started(int number) {
    to.started(number);
    files = number;
  }

  @Override
  public synchronized void progressed(Done progress, long computed) {
    to.progressed(progress, computed);
    done = progress.files();
    parts = progress.parts();
    tokens = computed;
    beat(false, null);
  }

  @Override
  public synchronized void waiting(@Nullable String what) {
    to.waiting(what);
    waitsFor = what;
    beat(false, null);
  }

  @Override
  public synchronized void drawn(long pages) {
    to.drawn(pages);
    beat(false, null);
  }

  @Override
  public void unreported(String cause) {
    to.unreported(cause);
  }

  @Override
  public boolean isStopping() {
    return to.isStopping();
  }

  @Override
  public void completing(RunReport report, Path folder) throws IOException {
    to.completing(report, folder);
    RunFile.write(folder, job, version, report, clock.instant());
  }

  /** The run is over. */
  public synchronized void ended(int exitCode) {
    beat(true, exitCode);
  }

  private void beat(boolean now, @Nullable Integer exitCode) {
    Instant time = clock.instant();
    // A clock that was set back must not silence it.
    boolean due = !written.isAfter(time.minus(EVERY)) || written.isAfter(time);
    if (!ours || !(now || due) || !Files.isDirectory(output)) {
      return;
    }
    written = time;
    String state =
        exitCode != null
            ? RunStatus.ENDED
            : waitsFor != null ? "waiting" : phase.name().toLowerCase(Locale.ROOT);
    try {
      new RunStatus(
              state, run, holder, time, reading, waitsFor, files + parts, done, tokens, exitCode)
          .write(output);
    } catch (IOException e) {
      // The next one may succeed.
    }
  }
}
