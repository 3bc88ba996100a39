package dev.cartulary.field;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.Box;
import dev.cartulary.document.CharSpan;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One value of a field with its evidence.
 *
 * @param value verbatim, as it stands in the extracted text
 * @param span where it stands; null only with {@link FieldStatus#UNGROUNDED}
 * @param page the page on which the span starts, counted from 1; 0 without a span
 * @param probability that the value is right, in [0, 1]
 * @param boxes where the span stands on its pages, one for each of its lines; empty where the
 *     document's format has no geometry, and without a span
 */
public record Field(
    String name,
    String value,
    FieldValue normalized,
    @Nullable CharSpan span,
    int page,
    double probability,
    FieldStatus status,
    List<Box> boxes)
    implements Serializable {
  public Field {
    requireNonNull(name, "name is null");
    requireNonNull(value, "value is null");
    requireNonNull(normalized, "normalized is null");
    requireNonNull(status, "status is null");
    boxes = List.copyOf(boxes);
    if ((span == null) != (page == 0) || (span == null && status != FieldStatus.UNGROUNDED)) {
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

  /** A value of which nobody knows where it stands on its page. */
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
}
