package dev.cartulary.document;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A file that a scan found and hashed, or a document inside of one.
 *
 * @param path relative to the scanned folder, with {@code /} between names on every system; a part
 *     of a file stands below the file: {@code inbox/offer.eml/terms.pdf}
 * @param location absolute path from which the bytes are read
 * @param parent of a part, the file that holds it: a message, an archive; null for a file
 */
public record SourceFile(
    DocumentId id, String path, String location, long sizeBytes, @Nullable DocumentId parent)
    implements Serializable {
  public SourceFile {
    requireNonNull(id, "id is null");
    requireNonNull(path, "path is null");
    requireNonNull(location, "location is null");
    if (sizeBytes < 0) {
      throw new IllegalArgumentException("negative size: " + sizeBytes);
    }
  }

  /** The path that a part called {@code name} has. */
  public String pathOf(String name) {
    return path + "/" + name;
  }

  /** What a part with the path {@code partPath} is called here. */
  public String nameOf(String partPath) {
    return partPath.substring(path.length() + 1);
  }

  /** The same bytes as a part of another file. */
  public SourceFile at(String otherPath, DocumentId otherParent) {
    return new SourceFile(id, otherPath, location, sizeBytes, otherParent);
  }

  /** A file that lies in the folder itself. */
  public SourceFile(DocumentId id, String path, String location, long sizeBytes) {
    this(id, path, location, sizeBytes, null);
  }
}
