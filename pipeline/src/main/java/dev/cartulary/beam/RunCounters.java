package dev.cartulary.beam;

import dev.cartulary.completion.TokenUsage;
import dev.cartulary.field.Field;
import dev.cartulary.field.Route;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.reading.Reading;
import dev.cartulary.schedule.EngineStatistics;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * The run's counters, all in the namespace {@code cartulary}.
 *
 * <ul>
 *   <li>{@code documents}, {@code pages}, {@code characters}, {@code chunks}, {@code fields.found},
 *       {@code fields.needs_review}, {@code fields.ungrounded}, {@code fields.reviewed}: of every
 *       delivered document
 *   <li>{@code routes.ROUTE}: fields by {@link Route}, lower case, where the job routes
 *   <li>{@code parts}: documents found inside of others
 *   <li>{@code documents.recalled}: delivered documents that were not computed in this run:
 *       finished before, or equal to another file
 *   <li>{@code tokens.prefix}, {@code tokens.question}, {@code tokens.generated}: that the model
 *       computed in this run
 *   <li>{@code extract.nanos}: time of parser processes in this run
 *   <li>{@code model.load.nanos}, {@code model.prefill.nanos}, {@code model.decode.nanos}: what the
 *       engines of all processes needed
 *   <li>{@code failures.REASON}: files by {@link FailureReason}, lower case
 * </ul>
 */
final class RunCounters {
  private static final String NAMESPACE = "cartulary";

  private final Map<String, Long> counts;

  private RunCounters(Map<String, Long> counts) {
    this.counts = counts;
  }

  static void finished(DocumentRecord document, boolean recalled) {
    add("documents", 1);
    add("documents.recalled", recalled ? 1 : 0);
    add("pages", document.pages());
    add("characters", document.characters());
    add("chunks", document.chunks());
    for (Field field : document.fields()) {
      add("fields." + lower(field.status()), 1);
      Route route = field.route();
      if (route != null) {
        add("routes." + lower(route), 1);
      }
    }
  }

  static void found(int parts) {
    add("parts", parts);
  }

  static void computed(Reading reading) {
    add("tokens.prefix", reading.computed().prefixTokens());
    add("tokens.question", reading.computed().questionTokens());
    add("tokens.generated", reading.computed().generatedTokens());
    add("extract.nanos", reading.extractNanos());
  }

  /** What an engine has done since it was asked for the last time. */
  static void worked(EngineStatistics more) {
    add("model.load.nanos", more.loadNanos());
    add("model.prefill.nanos", more.prefillNanos());
    add("model.decode.nanos", more.decodeNanos());
  }

  static void failed(Failure failure) {
    add("failures." + lower(failure.reason()), 1);
  }

  private static void add(String name, long count) {
    Metrics.counter(NAMESPACE, name).inc(count);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The counts of a pipeline that runs or has run. */
  static RunCounters of(PipelineResult result) {
    MetricQueryResults metrics =
        result
            .metrics()
            .queryMetrics(
                MetricsFilter.builder()
                    .addNameFilter(MetricNameFilter.inNamespace(NAMESPACE))
                    .build());
    Map<String, Long> counts = new HashMap<>();
    for (MetricResult<Long> counter : metrics.getCounters()) {
      counts.merge(counter.getName().getName(), counter.getAttempted(), Long::sum);
    }
    return new RunCounters(counts);
  }

  long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** Tokens that the model computed in this run. */
  TokenUsage usage() {
    return new TokenUsage(
        count("tokens.prefix"), count("tokens.question"), count("tokens.generated"));
  }

  /** The engines of all processes together. */
  EngineStatistics engines() {
    return new EngineStatistics(
        usage(),
        count("model.load.nanos"),
        count("model.prefill.nanos"),
        count("model.decode.nanos"),
        0);
  }

  /** The reasons that occurred. */
  Map<FailureReason, Long> failures() {
    Map<FailureReason, Long> failures = new HashMap<>();
    for (FailureReason reason : FailureReason.values()) {
      long count = count("failures." + lower(reason));
      if (count > 0) {
        failures.put(reason, count);
      }
    }
    return failures;
  }

  /** The routes that occurred. */
  Map<Route, Long> routes() {
    Map<Route, Long> routes = new EnumMap<>(Route.class);
    for (Route route : Route.values()) {
      long count = count("routes." + lower(route));
      if (count > 0) {
        routes.put(route, count);
      }
    }
    return routes;
  }

  /** How far the run is. */
  RunListener.Done progress() {
    return new RunListener.Done(files(), count("parts"));
  }

  /** Documents and failures. */
  long files() {
    return count("documents") + failures().values().stream().mapToLong(Long::longValue).sum();
  }
}
