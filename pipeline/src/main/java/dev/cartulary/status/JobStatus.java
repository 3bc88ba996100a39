package dev.cartulary.status;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a job is: the run that is going on, and the last one that had results. Read from the output
 * folder alone, so that no ledger is opened.
 */
public record JobStatus(String job, Path output, Instant now) {
  /** After so long without a sign, a run on another machine is in doubt. */
  private static final Duration SILENCE = Duration.ofMinutes(2);

  public JobStatus {
    requireNonNull(job, "job is null");
    requireNonNull(output, "output is null");
    requireNonNull(now, "now is null");
  }

  /** For people; lines without their ends. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("job        " + job);
    RunStatus.read(output).ifPresentOrElse(status -> current(status, lines), () -> {});
    last(lines);
    return lines;
  }

  /** For programs; docs/operations.md names the members. */
  public String json() {
    ObjectNode object = Json.object();
    object.put("job", job);
    Optional<RunStatus> status = RunStatus.read(output);
    object.set("current", status.map(RunStatus::object).orElse(null));
    object.put(
        "alive", status.map(each -> !each.isEnded() && !each.holder().isGone()).orElse(false));
    object.set("last", RunFile.latest(output).orElse(null));
    return Json.text(object);
  }

  private void current(RunStatus status, List<String> lines) {
    if (status.isEnded()) {
      int code = status.exitCode() == null ? 0 : status.exitCode();
      if (code != 0 && code != 3) {
        lines.add(
            "ended      run "
                + status.run()
                + " at "
                + second(status.updated())
                + " without results, exit code "
                + code
                + "; "
                + count(status.done())
                + " documents were done");
      }
      return;
    }
    if (status.holder().isGone()) {
      lines.add(
          "cut off    run "
              + status.run()
              + " ("
              + status.holder()
              + ") is gone; "
              + count(status.done())
              + " documents were done, and the next run goes on there");
      return;
    }
    lines.add("now        " + status.state() + progress(status));
    if (status.waitsFor() != null) {
      lines.add("waits for  " + status.waitsFor());
    }
    lines.add("run        " + status.run() + ", " + status.holder());
    Duration silent = Duration.between(status.updated(), now);
    if (silent.compareTo(SILENCE) > 0) {
      lines.add("silent     for " + words(silent) + "; look whether the process is alive");
    }
  }

  private String progress(RunStatus status) {
    if (status.reading() == null) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    text.append(": ").append(count(status.done())).append(" of ").append(count(status.files()));
    double seconds = Duration.between(status.reading(), status.updated()).toMillis() / 1e3;
    if (status.done() > 0 && seconds >= 1) {
      text.append(String.format(Locale.ROOT, ", %,.0f a minute", 60 * status.done() / seconds));
      if (status.done() < status.files()) {
        long left = (long) (seconds / status.done() * (status.files() - status.done()));
        text.append(", about ").append(words(Duration.ofSeconds(left))).append(" left");
      }
    }
    return text.toString();
  }

  private void last(List<String> lines) {
    Optional<JsonNode> last = RunFile.latest(output);
    if (last.isEmpty()) {
      lines.add("last run   none has results in " + output);
      return;
    }
    JsonNode run = last.get();
    lines.add(
        "last run   "
            + run.path("run").asText()
            + ", ended "
            + run.path("finished_at").asText().replaceFirst("\\.\\d+", "")
            + " after "
            + words(Duration.ofSeconds(run.path("seconds").path("wall").asLong())));
    lines.add(
        "           "
            + count(run.path("counts").path("documents").asLong())
            + " documents, "
            + count(run.path("counts").path("failures").asLong())
            + " failures, exit code "
            + run.path("exit_code").asInt());
  }

  private static Instant second(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String words(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    return seconds < 60
        ? seconds + " s"
        : seconds < 3_600
            ? seconds / 60 + " min"
            : seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
  }
}
