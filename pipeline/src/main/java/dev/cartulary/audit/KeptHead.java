package dev.cartulary.audit;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A head that somebody has kept elsewhere.
 *
 * @param sequence null when only the hash was kept
 */
public record KeptHead(@Nullable Long sequence, String hash) {
  public KeptHead {
    requireNonNull(hash, "hash is null");
  }

  /** A head as {@link AuditHead#toString} writes it, or its hash alone. */
  public static Optional<KeptHead> parse(String text) {
    if (text.matches("[0-9a-f]{64}")) {
      return Optional.of(new KeptHead(null, text));
    }
    return AuditHead.parse(text).map(head -> new KeptHead(head.sequence(), head.hash()));
  }
}
