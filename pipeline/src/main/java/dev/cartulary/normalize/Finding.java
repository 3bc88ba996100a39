package dev.cartulary.normalize;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.FieldValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A stretch of text that a rule reads as a value. */
public record Finding(CharSpan span, FieldValue value) {
  public Finding {
    requireNonNull(span, "span is null");
    requireNonNull(value, "value is null");
  }

  /** The findings in the order of the text; of two that overlap, the earlier, then the longer. */
  static List<Finding> apart(List<Finding> findings) {
    List<Finding> sorted = new ArrayList<>(findings);
    sorted.sort(
        Comparator.comparingInt((Finding f) -> f.span().start())
            .thenComparingInt(f -> -f.span().end()));
    List<Finding> apart = new ArrayList<>();
    int from = 0;
    for (Finding finding : sorted) {
      if (finding.span().start() >= from) {
        apart.add(finding);
        from = finding.span().end();
      }
    }
    return apart;
  }
}
