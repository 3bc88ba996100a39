package dev.cartulary.gold;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A document and what is right about it.
 *
 * @param name unique in its set; it decides the document's part, see {@link Split}
 * @param path where the document stands in a folder of inputs, with {@code /} between names; what
 *     is attached to a message stands below it
 * @param fields the fields of which the gold says something
 * @param summary a summary as a person wrote it; null where there is none
 */
public record GoldDocument(
    String name, String path, Source source, List<GoldField> fields, @Nullable String summary) {
  public GoldDocument {
    requireNonNull(name, "name is null");
    requireNonNull(path, "path is null");
    requireNonNull(source, "source is null");
    fields = List.copyOf(fields);
    Set<String> names = new HashSet<>();
    for (GoldField field : fields) {
      if (!names.add(field.name())) {
        throw new IllegalArgumentException(name + " has gold for " + field.name() + " twice");
      }
    }
  }

  /** 0 to 9, see {@link Split}. */
  public int part() {
    return Split.part(name);
  }

  /** Where the document itself comes from. */
  public sealed interface Source {}

  /**
   * A file.
   *
   * @param path under which the file is put in a folder of inputs: the document's own, or that of
   *     the message that holds it
   */
  public record Stored(Path file, String path) implements Source {
    public Stored {
      requireNonNull(file, "file is null");
      requireNonNull(path, "path is null");
    }
  }

  /** Plain text out of a collection of many documents in one file. */
  public record Inline(String text) implements Source {
    public Inline {
      requireNonNull(text, "text is null");
    }
  }
}
