package dev.cartulary.prompt;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.CharSpan;
import java.io.Serializable;

/**
 * How probably a value that rules offer is right, by the words of its sentence; it takes the place
 * of its field's prior.
 *
 * @param name of the field
 * @param span of the value in its chunk
 * @param probability in [0, 1]
 */
public record Expected(String name, CharSpan span, double probability) implements Serializable {
  public Expected {
    requireNonNull(name, "name is null");
    requireNonNull(span, "span is null");
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("the probability is " + probability);
    }
  }
}
