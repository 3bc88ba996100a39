package dev.cartulary.calibration;

import static java.util.Objects.requireNonNull;

/**
 * A judged decision.
 *
 * @param kind decisions of one kind share a slope and a mean, for example all of one field type
 * @param field within the kind
 * @param document in which it was made; decisions about one document are not independent
 * @param probability that was stated
 */
public record Decided(
    String kind, String field, String document, double probability, boolean right) {
  public Decided {
    requireNonNull(kind, "kind is null");
    requireNonNull(field, "field is null");
    requireNonNull(document, "document is null");
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability is " + probability);
    }
  }
}
