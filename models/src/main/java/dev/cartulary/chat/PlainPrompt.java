package dev.cartulary.chat;

import dev.cartulary.completion.Branch;
import dev.cartulary.constrain.Protocol;
import dev.cartulary.constrain.TokenSet;
import dev.cartulary.tokenizer.TextTokenizer;
import dev.cartulary.tokenizer.TokenIds;

/**
 * The prompt of checkpoints that only continue text: the text, a blank line, {@code Question: ...}
 * and {@code Answer:}, answered on the same line; {@code none} says that there is no value, and
 * {@code ;} stands between values.
 */
public final class PlainPrompt implements PromptFormat {
  private final TextTokenizer tokenizer;
  private final TokenIds begin;
  private final Protocol protocol;

  /**
   * A prompt of plain text.
   *
   * @param begin the token that starts a sequence; empty where the checkpoint has none
   * @param ends the checkpoint's tokens that end a sequence; may be empty
   */
  public PlainPrompt(TextTokenizer tokenizer, TokenIds begin, TokenSet ends) {
    this.tokenizer = tokenizer;
    this.begin = begin;
    this.protocol =
        new Protocol(
            ends.union(TokenSet.of(last(tokenizer.encode("x\n").ids()))),
            tokenizer.encode(" none").ids(),
            tokenizer.encode(";").ids(),
            " ");
  }

  private static int last(TokenIds ids) {
    return ids.at(ids.size() - 1);
  }

  @Override
  public PromptPrefix prefix(String text) {
    return new PromptPrefix(begin, tokenizer.encode(text), tokenizer.encode("\n\n").ids());
  }

  @Override
  public TokenIds branch(Branch branch) {
    return tokenizer.encode("Question: " + branch.question() + "\nAnswer:").ids();
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  @Override
  public String version() {
    return "plain-1";
  }

  @Override
  public boolean instruct() {
    return false;
  }

  @Override
  public int chunkTokens(int contextTokens) {
    return contextTokens / 2;
  }
}
