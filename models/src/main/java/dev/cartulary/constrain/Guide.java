package dev.cartulary.constrain;

import dev.cartulary.completion.Choice;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What one branch may say, token by token. Mutable; belongs to one branch and one thread at a time.
 *
 * <p>Until it is finished at least one token is allowed, and every way of going on leads to an end
 * within {@link #maxTokens}. A guide finishes by itself, without an end token, when nothing but the
 * end could follow.
 */
public interface Guide {
  /** The tokens of which the next one must be; not empty unless finished. */
  TokenSet allowed();

  /** Takes the next token, which must be allowed. */
  void accept(int token);

  boolean isFinished();

  /** Whether {@code token}, taken now, is an end token. */
  boolean ends(int token);

  /** The token by which saying "absent" begins, where that is allowed now. */
  OptionalInt absentStart();

  /**
   * The first value of the answer if {@code token} were taken now; null where it is unknown, could
   * be several, or stands already.
   */
  default @Nullable Choice leadsTo(int token) {
    return null;
  }

  /** The most tokens that this guide ever takes, the end token included. */
  int maxTokens();

  /**
   * The most tokens after which there can be more than one allowed; all that follow are known
   * without the model.
   */
  default int lastChoice() {
    return Math.max(0, maxTokens() - 1);
  }

  /** The values said; empty for "absent". Only for a finished guide. */
  List<GuidedValue> values();
}
