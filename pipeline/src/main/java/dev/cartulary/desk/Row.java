package dev.cartulary.desk;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.Route;
import dev.cartulary.normalize.Normalizer;
import dev.cartulary.review.Decision;
import dev.cartulary.review.ReviewCase;
import dev.cartulary.review.Subject;
import dev.cartulary.review.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something about a document that a person can decide.
 *
 * @param found what the model says; null of a value that a person has added
 * @param decision the last one about it, also one that was taken back; null where there is none
 */
record Row(
    Subject subject,
    FieldDefinition definition,
    @Nullable Field found,
    @Nullable Decision decision) {

  /** All rows of a document, in the order of its record. */
  static List<Row> of(ReviewCase document, Map<String, FieldDefinition> definitions) {
    Map<Subject, Row> rows = new LinkedHashMap<>();
    for (Field field : document.found().fields()) {
      FieldDefinition definition = definitions.get(field.name());
      if (definition != null) {
        Subject subject = Subject.of(field, definition.many());
        rows.putIfAbsent(
            subject, new Row(subject, definition, field, document.about(subject).orElse(null)));
      }
    }
    for (Decision decision : document.decisions()) {
      FieldDefinition definition = definitions.get(decision.subject().field());
      boolean spokenOf =
          document.found().fields().stream()
              .anyMatch(field -> field.name().equals(decision.subject().field()));
      if (definition != null && spokenOf && decision.verdict().hasValue()) {
        rows.putIfAbsent(
            decision.subject(), new Row(decision.subject(), definition, null, decision));
      }
    }
    return new ArrayList<>(rows.values());
  }

  boolean isDecided() {
    return decision != null && decision.verdict() != Verdict.WITHDRAWN;
  }

  /** How it stands. */
  Field now() {
    if (decision != null && decision.verdict() != Verdict.WITHDRAWN) {
      return decision.value() == null ? Field.absent(subject.field(), 1) : decision.value();
    }
    return found == null ? Field.absent(subject.field(), 1) : found;
  }

  /** Whether a person should look at it. */
  boolean isOpen(double threshold) {
    if (isDecided() || found == null) {
      return false;
    }
    if (found.route() == Route.REVIEW) {
      return true;
    }
    return switch (found.status()) {
      case NEEDS_REVIEW, UNGROUNDED -> true;
      case ABSENT -> found.probability() < threshold;
      case FOUND, REVIEWED -> false;
    };
  }

  /** What is learned by looking, in bits; twice as much worth where the field is required. */
  double worth() {
    double p = now().probability();
    double bits = p <= 0 || p >= 1 ? 0 : -(p * log2(p) + (1 - p) * log2(1 - p));
    return definition.required() ? 2 * bits : bits;
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }

  /** Whether what the model says can be said to be right as it is. */
  boolean isAcceptable() {
    if (found == null || isDecided()) {
      return false;
    }
    return found.status() == FieldStatus.ABSENT
        || (found.span() != null && Normalizer.readable(definition, found.normalized()));
  }

  /** Where it stands; behind everything else where it stands nowhere. */
  int place() {
    CharSpan span = now().span();
    return span == null ? Integer.MAX_VALUE : span.start();
  }

  /** Counts the decisions about it. */
  int version() {
    return decision == null ? 0 : decision.version();
  }
}
