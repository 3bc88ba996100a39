package dev.cartulary.field;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.CharSpan;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A value that was considered and not taken.
 *
 * @param value verbatim
 * @param span where it stands in the extracted text; null when it is no copy
 * @param probability that it is right, in [0, 1]; with that of what was taken at most 1
 */
public record Alternative(String value, @Nullable CharSpan span, double probability)
    implements Serializable {
  public Alternative {
    requireNonNull(value, "value is null");
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("the probability of an alternative is " + probability);
    }
  }
}
