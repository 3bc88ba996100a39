package dev.cartulary.constrain;

import dev.cartulary.tokenizer.TokenIds;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Any text without special tokens, ended by the model, by a bound, or when it goes in circles.
 *
 * <p>It goes in circles when its last tokens are one block said three times or more in a row,
 * twelve tokens or more in all; the answer then keeps the block once.
 */
final class FreeGuide implements Guide {
  private static final int REPETITIONS = 3;
  private static final int REPEATED_TOKENS = 12;

  private final TokenSet ends;
  private final TokenSet allowed;
  private final int bound;
  private final Function<TokenIds, String> decode;

  private int[] said = new int[64];
  private int accepted;
  private int kept;
  private boolean finished;

  /**
   * A free text.
   *
   * @param allowed every token but the special ones, and the {@code ends}
   * @param bound tokens of the text, without the end
   */
  FreeGuide(TokenSet ends, TokenSet allowed, int bound, Function<TokenIds, String> decode) {
    this.ends = ends;
    this.allowed = allowed;
    this.bound = bound;
    this.decode = decode;
  }

  @Override
  public TokenSet allowed() {
    return finished ? TokenSet.EMPTY : allowed;
  }

  @Override
  public void accept(int token) {
    if (finished || !allowed.contains(token)) {
      throw new IllegalArgumentException("token " + token + " is not allowed here");
    }
    accepted++;
    if (ends.contains(token)) {
      finished = true;
      return;
    }
    if (kept == said.length) {
      said = Arrays.copyOf(said, 2 * kept);
    }
    said[kept++] = token;
    int circle = circle();
    if (circle > 0) {
      kept -= circle;
      finished = true;
    }
    finished |= accepted == bound;
  }

  /** The tokens at the end that only repeat the block before them; 0 when there is none. */
  private int circle() {
    for (int block = 1; block * REPETITIONS <= kept; block++) {
      int repetitions = Math.max(REPETITIONS, (REPEATED_TOKENS + block - 1) / block);
      int repeated = block * (repetitions - 1);
      int from = kept - block * repetitions;
      if (from >= 0 && Arrays.equals(said, from, from + repeated, said, from + block, kept)) {
        return repeated;
      }
    }
    return 0;
  }

  @Override
  public boolean isFinished() {
    return finished;
  }

  @Override
  public boolean ends(int token) {
    return !finished && ends.contains(token);
  }

  @Override
  public OptionalInt absentStart() {
    return OptionalInt.empty();
  }

  @Override
  public int maxTokens() {
    return bound;
  }

  @Override
  public List<GuidedValue> values() {
    if (!finished) {
      throw new IllegalStateException("the answer is not finished");
    }
    String text = decode.apply(TokenIds.of(Arrays.copyOf(said, kept))).strip();
    return text.isEmpty() ? List.of() : List.of(new GuidedValue(text, null, 0, accepted));
  }
}
