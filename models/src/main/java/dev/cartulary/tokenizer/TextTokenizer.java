package dev.cartulary.tokenizer;

import java.util.OptionalInt;

/** A checkpoint's tokenizer. Safe for use by several threads. */
public interface TextTokenizer extends AutoCloseable {
  /**
   * Tokens of {@code text} alone: no special token is added, and none is recognised inside of the
   * text.
   */
  TokenizedText encode(String text);

  /**
   * As {@link #encode}, but special tokens written in the text, as a rendered chat template has
   * them, become their ids.
   */
  TokenizedText encodeWithSpecials(String text);

  /** The text of the ids, without special tokens. */
  String decode(TokenIds ids);

  /**
   * The bytes that token {@code id} stands for in the middle of a text; empty for a special token.
   */
  byte[] bytes(int id);

  /** The id of a special token such as {@code <|end|>}. */
  OptionalInt special(String token);

  int vocabularySize();

  @Override
  void close();
}
