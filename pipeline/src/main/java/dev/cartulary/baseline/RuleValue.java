package dev.cartulary.baseline;

import static java.util.Objects.requireNonNull;

/**
 * A value that a rule found.
 *
 * @param value as it stands in the text
 * @param canonical in its written form
 */
public record RuleValue(String field, String value, String canonical) {
  public RuleValue {
    requireNonNull(field, "field is null");
    requireNonNull(value, "value is null");
    requireNonNull(canonical, "canonical is null");
  }
}
