package dev.cartulary.gold;

import java.util.List;
import java.util.Set;

/**
 * One value that should be found.
 *
 * @param forms the forms that count as right, as {@link Comparison#form} writes them
 * @param evidence stretches of the document that show the value; may be empty
 */
public record GoldValue(Set<String> forms, List<String> evidence) {
  public GoldValue {
    forms = Set.copyOf(forms);
    evidence = List.copyOf(evidence);
    if (forms.isEmpty()) {
      throw new IllegalArgumentException("a gold value has no form");
    }
  }

  static GoldValue of(String form) {
    return new GoldValue(Set.of(form), List.of());
  }
}
