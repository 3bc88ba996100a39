package dev.cartulary.normalize;

import dev.cartulary.field.FieldValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A rule that finds the values of one kind in running text. Safe for use by several threads. */
public interface Recogniser {
  /** The values in {@code text}, in its order and without overlap. */
  List<Finding> find(String text);

  /**
   * What {@code value} means: the one value found in it, however often it is written; empty when
   * there is none, when there are several, or when it is found but incomplete.
   */
  default Optional<FieldValue> read(String value) {
    Map<String, FieldValue> distinct = new LinkedHashMap<>();
    for (Finding finding : find(value)) {
      distinct.put(finding.value().canonical(), finding.value());
    }
    if (distinct.size() != 1) {
      return Optional.empty();
    }
    return Optional.of(distinct.values().iterator().next());
  }
}
