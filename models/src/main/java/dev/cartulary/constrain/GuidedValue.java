package dev.cartulary.constrain;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.CharSpan;
import org.jspecify.annotations.Nullable;

/**
 * A value that a branch said.
 *
 * @param span where it stands in the prefix; null when it is no copy
 * @param start index, among the tokens that the guide accepted, of the value's first
 * @param end after the value's last token and the one that ended it; equal to the number of
 *     accepted tokens where no end token was needed
 */
public record GuidedValue(String text, @Nullable CharSpan span, int start, int end) {
  public GuidedValue {
    requireNonNull(text, "text is null");
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a token range: [" + start + ", " + end + ")");
    }
  }
}
