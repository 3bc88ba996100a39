package dev.cartulary.completion;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.CharSpan;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One of the values that a branch may take.
 *
 * @param span where it stands in the prefix; null when it is not a copy of it
 */
public record Choice(String text, @Nullable CharSpan span) implements Serializable {
  public Choice {
    requireNonNull(text, "text is null");
    if (text.isBlank()) {
      throw new IllegalArgumentException("a choice is blank");
    }
  }
}
