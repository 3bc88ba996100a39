package dev.cartulary.report;

import dev.cartulary.document.Box;
import dev.cartulary.document.DocumentId;
import dev.cartulary.field.Field;
import dev.cartulary.outcome.DocumentRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The pictures that a run's report holds, for others to show. Safe for use by several threads.
 *
 * @param folder null for none
 */
public record KeptPictures(@Nullable Path folder) {
  /** Nothing is shown. */
  public static final KeptPictures NONE = new KeptPictures(null);

  /** Those of the report in {@code folder}; none where there is no report, or one without. */
  public static KeptPictures of(Path folder) {
    return new KeptPictures(folder.resolve(ReportFolder.PICTURES));
  }

  /**
   * The pages with values of which there is a picture.
   *
   * @param address of a page's picture
   */
  public Sights sights(DocumentRecord document, IntFunction<String> address) {
    SortedMap<Integer, String> addresses = new TreeMap<>();
    if (folder != null) {
      DocumentId id = document.file().id();
      document.fields().stream()
          .map(Field::boxes)
          .flatMap(boxes -> boxes.stream().map(Box::page))
          .distinct()
          .filter(page -> Files.isRegularFile(folder.resolve(PictureFiles.name(id, page))))
          .forEach(page -> addresses.put(page, address.apply(page)));
    }
    return new Sights(addresses, "");
  }

  /** The bytes of a PNG; empty if there is none. */
  public Optional<byte[]> read(DocumentId id, int page) {
    if (folder == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readAllBytes(folder.resolve(PictureFiles.name(id, page))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
