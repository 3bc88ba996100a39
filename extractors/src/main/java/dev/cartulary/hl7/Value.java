package dev.cartulary.hl7;

import dev.cartulary.clinical.Words;
import java.util.List;

/**
 * One repetition of a field.
 *
 * @param components the subcomponents of each, both counted from 1 in what HL7 writes about them;
 *     escapes are resolved
 */
record Value(List<List<String>> components) {
  static final Value BLANK = new Value(List.of());

  /** What a sender writes who wants a value deleted. */
  private static final String DELETED = "\"\"";

  Value {
    components =
        components.stream()
            .map(parts -> parts.stream().map(p -> p.equals(DELETED) ? "" : p.strip()).toList())
            .toList();
  }

  /** The first subcomponent of a component; blank if there is none. */
  String part(int component) {
    return part(component, 1);
  }

  String part(int component, int subcomponent) {
    return component > components.size() || subcomponent > components.get(component - 1).size()
        ? ""
        : components.get(component - 1).get(subcomponent - 1);
  }

  /** The subcomponents of a component, one after the other. */
  String whole(int component) {
    return component > components.size() ? "" : Words.join(" ", components.get(component - 1));
  }

  /** All that is there, in its order. */
  String words() {
    return Words.join(" ", components.stream().flatMap(List::stream).toList());
  }

  boolean isBlank() {
    return components.stream().flatMap(List::stream).allMatch(String::isBlank);
  }
}
