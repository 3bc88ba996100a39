package dev.cartulary.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cartulary.access.OwnerOnly;
import dev.cartulary.beam.RunReport;
import dev.cartulary.parquet.OutputFolder;
import dev.cartulary.reading.Changes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a run did, for programs: the file {@code run.json} beside its tables, which
 * docs/operations.md explains.
 */
final class RunFile {
  private static final double SECOND = 1e9;

  private RunFile() {}

  /**
   * Writes the file into a folder.
   *
   * @param version of this program
   */
  static void write(Path folder, String job, String version, RunReport report, Instant now)
      throws IOException {
    String text = Json.text(object(job, version, report, now));
    try (FileChannel to =
        OwnerOnly.file(
            folder.resolve(OutputFolder.REPORT),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE)) {
      to.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** The report of the newest finished run in an output folder; empty where there is none. */
  static Optional<JsonNode> latest(Path output) {
    try {
      return Optional.of(
          Json.MAPPER.readTree(
              Files.readString(output.resolve(OutputFolder.LATEST).resolve(OutputFolder.REPORT))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static ObjectNode object(String job, String version, RunReport report, Instant now) {
    ObjectNode run = Json.object();
    run.put("run", report.run());
    run.put("job", job);
    run.put("finished_at", now.toString());
    run.put("exit_code", report.exitCode());
    ObjectNode versions = run.putObject("versions");
    versions.put("cartulary", version);
    versions.put("java", Runtime.version().toString());
    versions.put("model", report.model().name());
    versions.put("model_fingerprint", report.model().fingerprint());
    versions.put("precision", report.model().precision());
    versions.put("device", report.model().device());
    versions.put("instruct", report.model().instruct());
    ObjectNode counts = run.putObject("counts");
    counts.put("files", report.files());
    counts.put("parts", report.parts());
    counts.put("documents", report.documents());
    counts.put("recalled", report.recalled());
    counts.put("failures", report.failed());
    counts.put("left_out", report.left());
    counts.put("pages", report.pages());
    counts.put("characters", report.characters());
    counts.put("chunks", report.chunks());
    counts.put("fields_found", report.fieldsFound());
    counts.put("fields_to_review", report.fieldsToReview());
    counts.put("fields_ungrounded", report.fieldsUngrounded());
    ObjectNode routes = run.putObject("routes");
    routes(report).forEach(routes::put);
    run.set("changes", changes(report.changes()));
    ObjectNode failures = run.putObject("failures");
    reasons(report).forEach(failures::put);
    ObjectNode seconds = run.putObject("seconds");
    stages(report).forEach(seconds::put);
    ObjectNode tokens = run.putObject("tokens");
    tokens(report).forEach(tokens::put);
    return run;
  }

  private static ObjectNode changes(Changes changes) {
    return Json.MAPPER.convertValue(counts(changes), ObjectNode.class);
  }

  static Map<String, Integer> counts(Changes changes) {
    Map<String, Integer> counts = new TreeMap<>();
    counts.put("same", changes.same());
    counts.put("new", changes.added());
    counts.put("changed", changes.changed());
    counts.put("moved", changes.moved());
    counts.put("renamed", changes.renamed());
    counts.put("copied", changes.copied());
    counts.put("removed", changes.removed());
    counts.put("duplicates", changes.duplicates());
    return counts;
  }

  static Map<String, Long> reasons(RunReport report) {
    Map<String, Long> reasons = new TreeMap<>();
    report
        .failures()
        .forEach((reason, count) -> reasons.put(reason.name().toLowerCase(Locale.ROOT), count));
    return reasons;
  }

  /** Fields by who has the last word; none where the job does not route. */
  private static Map<String, Long> routes(RunReport report) {
    Map<String, Long> routes = new TreeMap<>();
    report
        .routes()
        .forEach((route, count) -> routes.put(route.name().toLowerCase(Locale.ROOT), count));
    return routes;
  }

  /** The wall time, and the busy times of what works side by side in it. */
  static Map<String, Double> stages(RunReport report) {
    Map<String, Double> seconds = new TreeMap<>();
    seconds.put("wall", report.wallNanos() / SECOND);
    seconds.put("model_load", report.loadNanos() / SECOND);
    seconds.put("extract", report.extractNanos() / SECOND);
    seconds.put("prefill", report.prefillNanos() / SECOND);
    seconds.put("decode", report.decodeNanos() / SECOND);
    return seconds;
  }

  static Map<String, Long> tokens(RunReport report) {
    Map<String, Long> tokens = new TreeMap<>();
    tokens.put("prefix", report.usage().prefixTokens());
    tokens.put("question", report.usage().questionTokens());
    tokens.put("generated", report.usage().generatedTokens());
    return tokens;
  }
}
