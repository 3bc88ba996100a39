package dev.cartulary.retention;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.DocumentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which documents go; one of the two is set.
 *
 * @param document this one
 * @param before all that were last read before then
 */
public record Choice(@Nullable DocumentId document, @Nullable Instant before) {
  public Choice {
    if ((document == null) == (before == null)) {
      throw new IllegalArgumentException("a document or a time");
    }
  }

  /** As the audit trail says it. */
  @Override
  public String toString() {
    return document != null
        ? "document " + document.sha256()
        : "read before " + requireNonNull(before);
  }
}
