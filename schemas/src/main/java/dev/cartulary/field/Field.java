package dev.cartulary.field;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.Box;
import dev.cartulary.document.CharSpan;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One value of a field with its evidence, or the statement that it has none.
 *
 * @param value verbatim, as it stands in the extracted text; of a derived value, the words that it
 *     was computed from, such as "five (5) years" of an expiration date
 * @param span where it stands; null only with {@link FieldStatus#UNGROUNDED} and {@link
 *     FieldStatus#ABSENT}
 * @param page the page on which the span starts, counted from 1; 0 without a span
 * @param probability that the value is right, or that there is none, in [0, 1]
 * @param boxes where the span stands on its pages, one for each of its lines; empty where the
 *     document's format has no geometry, and without a span
 * @param basis where the other values stand that a derived value was computed from, such as the
 *     date from which the five years count; empty exactly for an extracted value
 * @param alternatives other values that were considered, the most probable first; empty where none
 *     are known
 * @param route who has the last word on the value; null where nobody routes, and for what the job's
 *     own model says before it is routed
 */
public record Field(
    String name,
    String value,
    FieldValue normalized,
    @Nullable CharSpan span,
    int page,
    double probability,
    FieldStatus status,
    List<Box> boxes,
    List<CharSpan> basis,
    List<Alternative> alternatives,
    @Nullable Route route)
    implements Serializable {
  public Field {
    requireNonNull(name, "name is null");
    requireNonNull(value, "value is null");
    requireNonNull(normalized, "normalized is null");
    requireNonNull(status, "status is null");
    boxes = List.copyOf(boxes);
    basis = List.copyOf(basis);
    alternatives = List.copyOf(alternatives);
    boolean absent = status == FieldStatus.ABSENT;
    if (absent && (span != null || !value.isEmpty())) {
      throw new IllegalArgumentException(name + " is absent and has a value");
    }
    if ((span == null) != (page == 0)
        || (span == null && status != FieldStatus.UNGROUNDED && !absent)) {
      throw new IllegalArgumentException(
          "a value of "
              + name
              + " without a span must be UNGROUNDED and on page 0, but is "
              + status);
    }
    if (span == null && !boxes.isEmpty()) {
      throw new IllegalArgumentException("a value of " + name + " without a span has boxes");
    }
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("the probability of " + name + " is " + probability);
    }
  }

  /** A value beside which no other is known, and that nobody has routed. */
  public Field(
      String name,
      String value,
      FieldValue normalized,
      @Nullable CharSpan span,
      int page,
      double probability,
      FieldStatus status,
      List<Box> boxes,
      List<CharSpan> basis) {
    this(name, value, normalized, span, page, probability, status, boxes, basis, List.of(), null);
  }

  /** An extracted value. */
  public Field(
      String name,
      String value,
      FieldValue normalized,
      @Nullable CharSpan span,
      int page,
      double probability,
      FieldStatus status,
      List<Box> boxes) {
    this(name, value, normalized, span, page, probability, status, boxes, List.of());
  }

  /** An extracted value of which nobody knows where it stands on its page. */
  public Field(
      String name,
      String value,
      FieldValue normalized,
      @Nullable CharSpan span,
      int page,
      double probability,
      FieldStatus status) {
    this(name, value, normalized, span, page, probability, status, List.of());
  }

  /** The statement that a field has no value, with the probability of that. */
  public static Field absent(String name, double probability) {
    return new Field(
        name, "", new FieldValue.Text(""), null, 0, probability, FieldStatus.ABSENT, List.of());
  }

  /** The same, with other values that were considered. */
  public Field with(List<Alternative> others) {
    return new Field(
        name, value, normalized, span, page, probability, status, boxes, basis, others, route);
  }

  /** The same value on another route. */
  public Field routed(@Nullable Route other) {
    return new Field(
        name,
        value,
        normalized,
        span,
        page,
        probability,
        status,
        boxes,
        basis,
        alternatives,
        other);
  }

  public FieldOrigin origin() {
    return basis.isEmpty() ? FieldOrigin.EXTRACTED : FieldOrigin.DERIVED;
  }
}
