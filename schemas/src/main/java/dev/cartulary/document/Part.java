package dev.cartulary.document;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A document inside of another: an attachment of a message, an entry of an archive.
 *
 * @param name what its holder calls it, unique within the holder; may have folders, {@code /}
 *     between them
 * @param id null when its bytes could not be taken out
 */
public record Part(String name, @Nullable DocumentId id) implements Serializable {
  public Part {
    requireNonNull(name, "name is null");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a part has a name");
    }
  }
}
