package dev.cartulary.chat;

import dev.cartulary.completion.Branch;
import dev.cartulary.constrain.Protocol;
import dev.cartulary.constrain.TokenSet;
import dev.cartulary.tokenizer.TextTokenizer;
import dev.cartulary.tokenizer.TokenIds;
import java.util.List;

/**
 * The prompt of checkpoints trained to copy values: {@code <|doc|>text}, and for each branch {@code
 * <|field|>question<|value|>}, answered by {@code value<|end|>}, {@code value<|value|>value<|end|>}
 * or {@code <|none|><|end|>}.
 *
 * <p>Text and question are cleaned as in training (see {@link CleanText}) and tokenised apart.
 */
public final class SpanCopyPrompt implements PromptFormat {
  private static final List<String> SPECIALS =
      List.of("<|doc|>", "<|field|>", "<|value|>", "<|none|>", "<|end|>");
  private static final int CHUNK_TOKENS = 256; // the length that training had

  private final TextTokenizer tokenizer;

  public SpanCopyPrompt(TextTokenizer tokenizer) {
    if (!fits(tokenizer)) {
      throw new IllegalArgumentException("the tokenizer lacks one of " + SPECIALS);
    }
    this.tokenizer = tokenizer;
  }

  /** Whether the tokenizer has the special tokens of this format. */
  public static boolean fits(TextTokenizer tokenizer) {
    return SPECIALS.stream().allMatch(special -> tokenizer.special(special).isPresent());
  }

  @Override
  public PromptPrefix prefix(String text) {
    return new PromptPrefix(
        special("<|doc|>"), CleanText.of(text).tokens(tokenizer), TokenIds.EMPTY);
  }

  @Override
  public TokenIds branch(Branch branch) {
    return special("<|field|>")
        .plus(CleanText.of(branch.question()).tokens(tokenizer).ids())
        .plus(special("<|value|>"));
  }

  /** Values stand after a blank mostly, as words in text do. */
  @Override
  public Protocol protocol() {
    return new Protocol(
        TokenSet.of(special("<|end|>").stream()), special("<|none|>"), special("<|value|>"), " ");
  }

  @Override
  public String version() {
    return "span-copy-1";
  }

  @Override
  public boolean instruct() {
    return false;
  }

  @Override
  public int chunkTokens(int contextTokens) {
    return Math.min(CHUNK_TOKENS, contextTokens / 2);
  }

  private TokenIds special(String token) {
    return TokenIds.of(tokenizer.special(token).orElseThrow());
  }
}
