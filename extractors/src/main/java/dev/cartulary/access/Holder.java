package dev.cartulary.access;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process that holds something others want, too.
 *
 * @param since when it took it
 * @param started when the process was started, to tell it from a later one with the same number
 */
public record Holder(long pid, String host, Instant since, Instant started) {
  /** Where Linux tells the machine's name without asking a network. */
  private static final Path HOST = Path.of("/proc/sys/kernel/hostname");

  private static final Pattern TEXT =
      Pattern.compile("pid (\\d+) on (\\S+) since (\\S+) started (\\S+)");

  /** The kernel counts from its start, whose time moves with the clock. */
  private static final Duration TOLERANCE = Duration.ofSeconds(3);

  public Holder {
    requireNonNull(host, "host is null");
    requireNonNull(since, "since is null");
    requireNonNull(started, "started is null");
  }

  /** This process, from {@code since} on. */
  public static Holder ofThisProcess(Instant since) {
    ProcessHandle self = ProcessHandle.current();
    return new Holder(
        self.pid(),
        hostName(),
        since.truncatedTo(ChronoUnit.SECONDS),
        self.info().startInstant().orElse(since));
  }

  /** The machine's own name; looks nothing up on a network. */
  public static String hostName() {
    try {
      return Files.readString(HOST).strip();
    } catch (IOException e) {
      String windows = System.getenv("COMPUTERNAME");
      return windows == null ? "unknown" : windows;
    }
  }

  /** What {@link #text} wrote; empty for anything else. */
  public static Optional<Holder> parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    try {
      return matcher.matches()
          ? Optional.of(
              new Holder(
                  Long.parseLong(matcher.group(1)),
                  matcher.group(2),
                  Instant.parse(matcher.group(3)),
                  Instant.parse(matcher.group(4))))
          : Optional.empty();
    } catch (DateTimeParseException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** One line that {@link #parse} reads. */
  public String text() {
    return "pid " + pid + " on " + host + " since " + since + " started " + started;
  }

  /** Whether the process is on this machine and runs no more. */
  public boolean isGone() {
    if (!host.equals(hostName())) {
      return false;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    return process.isEmpty()
        || process
            .get()
            .info()
            .startInstant()
            .map(start -> Duration.between(start, started).abs().compareTo(TOLERANCE) > 0)
            .orElse(false);
  }

  /** For a sentence: {@code pid 123 on night since 2026-11-21T02:00:00Z}. */
  @Override
  public String toString() {
    return "pid " + pid + " on " + host + " since " + since;
  }
}
