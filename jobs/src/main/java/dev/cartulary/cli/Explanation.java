package dev.cartulary.cli;

import dev.cartulary.config.Job;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.explain.Chosen;
import dev.cartulary.explain.Context;
import dev.cartulary.field.Alternative;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.Route;
import dev.cartulary.parquet.DeliveredDocument;
import dev.cartulary.prompt.RequestBuilder;
import dev.cartulary.status.Facts;
import dev.cartulary.status.RunModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is told of values of one field.
 *
 * @param text that they were read from; null where none was kept
 * @param found what the model found of the field, with what else it considered; empty where the
 *     ledger holds it no more
 * @param model of the run; null where nothing is known of it
 */
record Explanation(
    Job job,
    Chosen chosen,
    @Nullable ExtractedText text,
    List<Field> found,
    @Nullable RunModel model) {
  Explanation {
    found = List.copyOf(found);
  }

  private static final int WIDTH = 80;
  private static final int LABEL = 12;

  /** Characters on each side of a place. */
  private static final int AROUND = 180;

  /** Lines of at most 80 characters where paths and values allow. */
  List<String> lines() {
    DeliveredDocument document = chosen.document();
    List<String> lines = new ArrayList<>();
    row(lines, "document", document.path());
    row(lines, "id", document.id().sha256());
    row(lines, "field", name());
    definition().ifPresent(field -> row(lines, "", field.description()));
    question().ifPresent(question -> row(lines, "asked", question));
    for (Field value : chosen.values()) {
      lines.add("");
      value(lines, value);
    }
    if (isDecided()) {
      lines.add("");
      found.forEach(each -> row(lines, "the model", said(each)));
    }
    others(lines);
    lines.add("");
    row(lines, "threshold", Double.toString(job.reviewThreshold()));
    if (model != null) {
      row(lines, "model", model.name() + " in " + model.precision() + " on " + model.device());
      row(lines, "", document.model());
    } else {
      row(lines, "model", document.model());
    }
    row(lines, "", "the fingerprint of checkpoint, precision and prompt");
    row(lines, "run", document.run() + ", finished " + document.finishedAt());
    return lines;
  }

  private void value(List<String> lines, Field value) {
    if (value.status() == FieldStatus.ABSENT) {
      row(lines, "value", "none");
    } else {
      row(lines, "value", tidied(value.value()));
      row(lines, "normalized", tidied(value.normalized().canonical()));
    }
    row(lines, "status", written(value.status()) + why(value));
    row(lines, "probability", String.format(Locale.ROOT, "%.4f", value.probability()));
    Route route = value.route();
    if (route != null) {
      row(lines, "route", written(route) + ", " + whose(route));
    }
    CharSpan span = value.span();
    if (span == null) {
      return;
    }
    row(
        lines,
        "place",
        "page "
            + value.page()
            + ", characters "
            + Words.count(span.start())
            + " to "
            + Words.count(span.end()));
    row(lines, "evidence", marked(span).orElse("the ledger keeps no text of this document"));
    for (CharSpan from : value.basis()) {
      row(lines, "derived", marked(from).orElse("from characters " + from.start() + " on"));
    }
  }

  /** Whether a person has put something else into the place of what the model found. */
  private boolean isDecided() {
    return chosen.values().stream().anyMatch(value -> value.status() == FieldStatus.REVIEWED);
  }

  private static String said(Field value) {
    return (value.status() == FieldStatus.ABSENT ? "none" : tidied(value.value()))
        + String.format(Locale.ROOT, ", probability %.4f", value.probability());
  }

  private void others(List<String> lines) {
    for (Field value : found) {
      for (Alternative other : value.alternatives()) {
        lines.add("");
        CharSpan span = other.span();
        row(
            lines,
            "alternative",
            tidied(other.value())
                + String.format(Locale.ROOT, ", probability %.4f", other.probability())
                + page(other).map(page -> ", page " + page).orElse(""));
        if (span != null) {
          marked(span).ifPresent(place -> row(lines, "", place));
        }
      }
    }
  }

  private Optional<Integer> page(Alternative other) {
    CharSpan span = other.span();
    return text == null || span == null || span.end() > text.text().length()
        ? Optional.empty()
        : Optional.of(text.pageAt(span.start()));
  }

  /** What the status means beside the threshold. */
  private String why(Field value) {
    return switch (value.status()) {
      case NEEDS_REVIEW ->
          value.probability() < job.reviewThreshold()
              ? ", less probable than the threshold"
              : ", not readable as the field's type";
      case UNGROUNDED -> ", no place in the text says it";
      case REVIEWED -> ", decided by a person";
      case FOUND, ABSENT -> "";
    };
  }

  private static String whose(Route route) {
    return switch (route) {
      case LOCAL -> "the job's model has the last word";
      case LOCAL_LARGE -> "the job's large model has the last word";
      case REVIEW -> "a person has the last word";
      case ESCALATE -> "the job's endpoint has the last word, or is to be asked";
    };
  }

  private Optional<String> marked(CharSpan span) {
    return context(span).map(found -> found.before() + ">>" + found.place() + "<<" + found.after());
  }

  private Optional<Context> context(CharSpan span) {
    return text == null || span.end() > text.text().length()
        ? Optional.empty()
        : Optional.of(Context.of(text.text(), span, AROUND));
  }

  private String name() {
    return chosen.values().get(0).name();
  }

  /** As the job's type has it now; empty if it no longer does. */
  private Optional<FieldDefinition> definition() {
    return job.type().fields().stream().filter(each -> each.name().equals(name())).findFirst();
  }

  /** In the words in which the run's model was asked. */
  private Optional<String> question() {
    return definition()
        .map(field -> RequestBuilder.words(field, model != null && model.instruct()));
  }

  private static String tidied(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static void row(List<String> lines, String label, String text) {
    List<String> wrapped = Words.wrap(text.strip(), WIDTH - LABEL);
    for (int i = 0; i < wrapped.size(); i++) {
      lines.add(String.format("%-" + LABEL + "s%s", i == 0 ? label : "", wrapped.get(i)));
    }
  }

  Facts facts() {
    DeliveredDocument document = chosen.document();
    return new Facts()
        .with("path", document.path())
        .with("document_id", document.id().sha256())
        .with("field", name())
        .with("description", definition().map(FieldDefinition::description).orElse(null))
        .with("question", question().orElse(null))
        .with("threshold", job.reviewThreshold())
        .with("model", document.model())
        .with("model_name", model == null ? null : model.name())
        .with("precision", model == null ? null : model.precision())
        .with("run", document.run())
        .with("values", chosen.values().stream().map(this::facts).toList())
        .with("found", found.stream().map(this::foundFacts).toList());
  }

  private Facts foundFacts(Field value) {
    return new Facts()
        .with("value", value.value())
        .with("status", written(value.status()))
        .with("probability", value.probability())
        .with("alternatives", value.alternatives().stream().map(this::facts).toList());
  }

  private Facts facts(Alternative other) {
    CharSpan span = other.span();
    Facts facts = new Facts().with("value", other.value()).with("probability", other.probability());
    page(other).ifPresent(page -> facts.with("page", page));
    return span == null ? facts : facts.with("start", span.start()).with("end", span.end());
  }

  private Facts facts(Field value) {
    CharSpan span = value.span();
    Context context = span == null ? null : context(span).orElse(null);
    return new Facts()
        .with("value", value.value())
        .with("normalized", value.normalized().canonical())
        .with("status", written(value.status()))
        .with("probability", value.probability())
        .with("origin", written(value.origin()))
        .with("route", value.route() == null ? null : written(value.route()))
        .with(
            "evidence",
            span == null
                ? (Facts) null
                : new Facts()
                    .with("page", value.page())
                    .with("start", span.start())
                    .with("end", span.end())
                    .with("before", context == null ? null : context.before())
                    .with("place", context == null ? null : context.place())
                    .with("after", context == null ? null : context.after()));
  }
}
