package dev.cartulary.constrain;

import dev.cartulary.completion.Choice;
import dev.cartulary.document.CharSpan;
import dev.cartulary.tokenizer.TokenIds;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state machine of one value; {@link AnswerGuide} frames values into answers.
 *
 * <p>Every state that can be reached is complete or can become so, by tokens of {@link #next},
 * within {@link #maxTokens} of the value's beginning.
 */
interface ValueMachine {
  /** The most tokens of one value whose key is not in {@code given}. */
  int maxTokens(Set<String> given);

  /** The most tokens of a list, with so many tokens after each value. */
  default long listTokens(int separator) {
    return Long.MAX_VALUE;
  }

  /**
   * The most tokens of a first value after which it is not known which one it is, or whether it is
   * {@code absent}, whose tokens may be none.
   */
  default int lastChoice(TokenIds absent) {
    return Integer.MAX_VALUE;
  }

  /** Whether a value is left whose key is not in {@code given}. */
  boolean hasOther(Set<String> given);

  /** Begins a value whose key (see {@link Words#key}) is not in {@code given}. */
  void begin(Set<String> given);

  /** The tokens that continue the value; empty when it can only end. */
  TokenSet next();

  /** Takes a token that {@link #next} holds. */
  void accept(int token);

  /** Whether the value may end here. */
  boolean isComplete();

  /** The value; only where it is complete. */
  Value value();

  /** The value to which {@code token} would lead; null where it is unknown or could be several. */
  default @Nullable Choice leadsTo(int token) {
    return null;
  }

  /** A value's text and where it was copied from; the span is null when it is no copy. */
  record Value(String text, @Nullable CharSpan span) {}
}
