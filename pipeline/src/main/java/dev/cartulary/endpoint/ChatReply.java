package dev.cartulary.endpoint;

import static java.util.Objects.requireNonNull;

/**
 * What the model said.
 *
 * @param promptTokens as the server counts them; 0 where it does not
 * @param attempts that it took
 */
public record ChatReply(String content, long promptTokens, long completionTokens, int attempts) {
  public ChatReply {
    requireNonNull(content, "content is null");
  }
}
