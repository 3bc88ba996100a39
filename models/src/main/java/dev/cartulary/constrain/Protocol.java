package dev.cartulary.constrain;

import static java.util.Objects.requireNonNull;

import dev.cartulary.tokenizer.TokenIds;

/**
 * The tokens by which a prompt format frames answers.
 *
 * <p>An answer is {@code value end}, or {@code value separator value ... end} for a list, or {@code
 * absent end}. Where a value is complete, an end token or the first token of the separator is never
 * read as its continuation, and a copied value holds none of them.
 *
 * @param ends ids of which each ends an answer; at least one
 * @param absent says that there is no value; empty where the format has no way to say so
 * @param separator stands between the values of a list; empty where the format knows no lists,
 *     which then have one value
 * @param lead what may stand between the question and a value that is no copy, for example one
 *     blank
 */
public record Protocol(TokenSet ends, TokenIds absent, TokenIds separator, String lead) {
  public Protocol {
    requireNonNull(absent, "absent is null");
    requireNonNull(separator, "separator is null");
    requireNonNull(lead, "lead is null");
    if (ends.isEmpty()) {
      throw new IllegalArgumentException("a protocol needs a token that ends an answer");
    }
  }
}
