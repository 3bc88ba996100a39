package dev.cartulary.document;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A file that a scan found and hashed.
 *
 * @param path relative to the scanned folder, with {@code /} between names on every system
 * @param location absolute path from which the bytes are read
 */
public record SourceFile(DocumentId id, String path, String location, long sizeBytes)
    implements Serializable {
  public SourceFile {
    requireNonNull(id, "id is null");
    requireNonNull(path, "path is null");
    requireNonNull(location, "location is null");
    if (sizeBytes < 0) {
      throw new IllegalArgumentException("negative size: " + sizeBytes);
    }
  }
}
