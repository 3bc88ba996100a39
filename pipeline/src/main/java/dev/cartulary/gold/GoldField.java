package dev.cartulary.gold;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What is right for one field of one document. A field of which the gold says nothing is not among
 * the document's fields and is not judged.
 *
 * @param values empty where the document holds none, and right is to say nothing
 */
public record GoldField(String name, Comparison comparison, List<GoldValue> values) {
  public GoldField {
    requireNonNull(name, "name is null");
    requireNonNull(comparison, "comparison is null");
    values = List.copyOf(values);
  }

  static GoldField absent(String name, Comparison comparison) {
    return new GoldField(name, comparison, List.of());
  }
}
