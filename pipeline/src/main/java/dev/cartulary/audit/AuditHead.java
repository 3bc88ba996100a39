package dev.cartulary.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last event of a chain. Kept elsewhere, it shows later whether the chain was cut off or
 * written anew.
 *
 * @param sequence of the event, counted from 1; 0 for a chain without events
 * @param hash 64 lower-case hexadecimal digits
 */
public record AuditHead(long sequence, String hash) {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18}):([0-9a-f]{64})");

  /** Before the first event. */
  public static final AuditHead START = new AuditHead(0, "0".repeat(64));

  public AuditHead {
    if (sequence < 0) {
      throw new IllegalArgumentException("events are counted from 1: " + sequence);
    }
    if (!hash.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal: " + hash);
    }
  }

  /** What {@link #toString} has written; empty for anything else. */
  public static Optional<AuditHead> parse(String text) {
    Matcher written = WRITTEN.matcher(text);
    return written.matches()
        ? Optional.of(new AuditHead(Long.parseLong(written.group(1)), written.group(2)))
        : Optional.empty();
  }

  /** {@code 4711:9f86d081...}, for people to keep. */
  @Override
  public String toString() {
    return sequence + ":" + hash;
  }
}
