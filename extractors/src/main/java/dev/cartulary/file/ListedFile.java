package dev.cartulary.file;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that a scan saw and nobody has opened yet.
 *
 * @param path relative to the scanned folder, with {@code /} between names on every system
 * @param location absolute path
 * @param sizeBytes as listed; 0 for what could not be looked at
 * @param modifiedAt as listed; null for what could not be looked at
 */
public record ListedFile(String path, String location, long sizeBytes, @Nullable Instant modifiedAt)
    implements Serializable {
  public ListedFile {
    requireNonNull(path, "path is null");
    requireNonNull(location, "location is null");
    if (sizeBytes < 0) {
      throw new IllegalArgumentException("negative size: " + sizeBytes);
    }
  }

  /** A file of which nobody knows when it was modified. */
  public ListedFile(String path, String location, long sizeBytes) {
    this(path, location, sizeBytes, null);
  }
}
