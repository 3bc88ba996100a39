package dev.cartulary.status;

import static java.util.Objects.requireNonNull;

import dev.cartulary.access.OwnerOnly;
import dev.cartulary.beam.RunReport;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Figures of the last run in Prometheus's text format, for the textfile collector of its node
 * exporter. All are gauges: each file tells of one run, and the next replaces it in one step.
 *
 * @param file to be written
 * @param job a label of every figure
 */
public record PrometheusFile(Path file, String job, String version) {
  private static final String SUCCESS = "cartulary_last_success_timestamp_seconds";

  /** The collector runs as another user; there is nothing in the file but counts. */
  private static final String MODE = "rw-r--r--";

  public PrometheusFile {
    requireNonNull(file, "file is null");
    requireNonNull(job, "job is null");
    requireNonNull(version, "version is null");
  }

  /**
   * Replaces the file.
   *
   * @param report null for a run that came to no results
   */
  public void write(@Nullable RunReport report, int exitCode, Instant now) throws IOException {
    Text text = new Text(job);
    text.gauge("cartulary_info", "The program's version.", Map.of("version", version), 1);
    text.gauge(
        "cartulary_last_run_timestamp_seconds", "When the last run ended.", Map.of(), seconds(now));
    text.gauge(
        "cartulary_last_run_exit_code", "0: all read; 3: some files failed.", Map.of(), exitCode);
    double success = report == null ? lastSuccess() : seconds(now);
    if (success > 0) {
      text.gauge(SUCCESS, "When a run last had results.", Map.of(), success);
    }
    if (report != null) {
      figures(text, report);
    }
    replace(text.toString());
  }

  private static void figures(Text text, RunReport report) {
    String name = "cartulary_last_run_documents";
    text.gauge(name, "Documents with a record.", Map.of(), report.documents());
    text.gauge(
        "cartulary_last_run_documents_recalled",
        "Documents that an earlier run had finished.",
        Map.of(),
        report.recalled());
    text.head("cartulary_last_run_failures", "Files without a record, by reason.");
    text.sample("cartulary_last_run_failures", Map.of("reason", "any"), report.failed());
    RunFile.reasons(report)
        .forEach(
            (reason, count) ->
                text.sample("cartulary_last_run_failures", Map.of("reason", reason), count));
    text.head("cartulary_last_run_files", "Files by what became of them since the run before.");
    RunFile.counts(report.changes())
        .forEach(
            (change, count) ->
                text.sample("cartulary_last_run_files", Map.of("change", change), count));
    text.gauge("cartulary_last_run_pages", "Pages of the documents.", Map.of(), report.pages());
    text.gauge(
        "cartulary_last_run_fields_to_review",
        "Values that a person should look at.",
        Map.of(),
        report.fieldsToReview());
    text.head("cartulary_last_run_tokens", "Tokens that the model computed.");
    RunFile.tokens(report)
        .forEach(
            (kind, count) -> text.sample("cartulary_last_run_tokens", Map.of("kind", kind), count));
    text.head(
        "cartulary_last_run_duration_seconds",
        "Wall time, and busy times of what works side by side in it.");
    RunFile.stages(report)
        .forEach(
            (stage, time) ->
                text.sample("cartulary_last_run_duration_seconds", Map.of("stage", stage), time));
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / 1e3;
  }

  /** As the file that is replaced says; 0 if it does not. */
  private double lastSuccess() throws IOException {
    try {
      Matcher line =
          Pattern.compile("(?m)^" + SUCCESS + "\\{[^}]*} ([0-9.]+)$")
              .matcher(Files.readString(file));
      return line.find() ? Double.parseDouble(line.group(1)) : 0;
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  private void replace(String text) throws IOException {
    Path absolute = file.toAbsolutePath();
    OwnerOnly.folders(requireNonNull(absolute.getParent(), "a file lies in a folder"));
    // The collector reads names that end in .prom only.
    Path partial = absolute.resolveSibling("." + absolute.getFileName() + ".new");
    Files.deleteIfExists(partial);
    try (FileChannel to =
        OwnerOnly.file(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      to.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
    if (partial.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString(MODE));
    }
    Files.move(
        partial, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static final class Text {
    private final StringBuilder lines = new StringBuilder();
    private final String job;

    Text(String job) {
      this.job = job;
    }

    void gauge(String name, String help, Map<String, String> labels, Number value) {
      head(name, help);
      sample(name, labels, value);
    }

    void head(String name, String help) {
      lines.append("# HELP ").append(name).append(' ').append(help).append('\n');
      lines.append("# TYPE ").append(name).append(" gauge\n");
    }

    void sample(String name, Map<String, String> labels, Number value) {
      lines.append(name).append("{job_name=\"").append(job).append('"');
      labels.forEach(
          (label, text) -> lines.append(String.format(Locale.ROOT, ",%s=\"%s\"", label, text)));
      lines.append("} ").append(plain(value)).append('\n');
    }

    private static String plain(Number value) {
      return new BigDecimal(value.toString()).stripTrailingZeros().toPlainString();
    }

    @Override
    public String toString() {
      return lines.toString();
    }
  }
}
