package dev.cartulary.tokenizer;

import dev.cartulary.document.CharSpan;
import java.util.List;

/**
 * The tokens of a text and where each stands in it.
 *
 * @param spans one a token, in order; a token that ends inside a character reaches to that
 *     character's end
 */
public record TokenizedText(TokenIds ids, List<CharSpan> spans) {
  public TokenizedText {
    spans = List.copyOf(spans);
    if (ids.size() != spans.size()) {
      throw new IllegalArgumentException(ids.size() + " tokens with " + spans.size() + " spans");
    }
  }
}
