package dev.cartulary.completion;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.CharSpan;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One value that a branch gave.
 *
 * @param span where it was copied from in the prefix; null when it is no copy
 * @param probability product of the probabilities of its tokens among those that the constraint
 *     allowed, in [0, 1]
 */
public record Answer(String text, @Nullable CharSpan span, double probability)
    implements Serializable {
  public Answer {
    requireNonNull(text, "text is null");
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("the probability of an answer is " + probability);
    }
  }
}
