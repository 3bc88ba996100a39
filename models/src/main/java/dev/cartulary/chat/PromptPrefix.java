package dev.cartulary.chat;

import static java.util.Objects.requireNonNull;

import dev.cartulary.tokenizer.TokenIds;
import dev.cartulary.tokenizer.TokenizedText;

/**
 * The tokens of a prefix.
 *
 * @param before tokens of the format
 * @param text tokens of the request's text, with spans in the text as the request has it
 * @param after tokens of the format
 */
public record PromptPrefix(TokenIds before, TokenizedText text, TokenIds after) {
  public PromptPrefix {
    requireNonNull(before, "before is null");
    requireNonNull(text, "text is null");
    requireNonNull(after, "after is null");
  }

  public TokenIds ids() {
    return before.plus(text.ids()).plus(after);
  }
}
