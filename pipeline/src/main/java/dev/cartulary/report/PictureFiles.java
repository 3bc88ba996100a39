package dev.cartulary.report;

import dev.cartulary.access.OwnerOnly;
import dev.cartulary.document.DocumentId;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.picture.PagePicture;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a report. A file is named by its document's content and the number of the page,
 * so the picture of an earlier report is the right one for as long as the document is the same: it
 * is linked. Safe for use by several threads.
 */
final class PictureFiles {
  private static final int DIGITS = 16;

  /** How every whole PNG ends; a file that a power failure has cut off does not. */
  private static final byte[] END = HexFormat.of().parseHex("0000000049454e44ae426082");

  private static final String CAUSE = ".txt";

  /** What may be otherwise next time. */
  private static final Set<FailureReason> PASSING =
      Set.of(FailureReason.CHANGED, FailureReason.UNREADABLE, FailureReason.NO_ROOM);

  private final Path folder;
  private final @Nullable Path before;
  private final Map<String, String> causes = new ConcurrentHashMap<>();

  /**
   * Pictures in a folder that is there.
   *
   * @param before a folder of pictures that were drawn earlier, which may not be there; null for
   *     none
   */
  PictureFiles(Path folder, @Nullable Path before) {
    this.folder = folder;
    this.before = before;
  }

  /** The digits of a document's content by which it is named. */
  static String digits(DocumentId id) {
    return id.sha256().substring(0, DIGITS).toLowerCase(Locale.ROOT);
  }

  /** The digits in the name of a page or a picture. */
  static String digits(String name) {
    int start = name.lastIndexOf('/') + 1;
    return name.substring(start, Math.min(name.length(), start + DIGITS));
  }

  static String name(DocumentId id, int page) {
    return digits(id) + "-" + page + ".png";
  }

  /** Whether the picture is there, perhaps now. */
  boolean has(DocumentId id, int page) throws IOException {
    String name = name(id, page);
    Path file = folder.resolve(name);
    if (Files.exists(file)) {
      return true;
    }
    if (before == null || !isWhole(before.resolve(name))) {
      return false;
    }
    take(before.resolve(name), file);
    return true;
  }

  private static boolean isWhole(Path picture) throws IOException {
    if (!Files.isRegularFile(picture)) {
      return false;
    }
    try (RandomAccessFile file = new RandomAccessFile(picture.toFile(), "r")) {
      if (file.length() < END.length) {
        return false;
      }
      byte[] end = new byte[END.length];
      file.seek(file.length() - END.length);
      file.readFully(end);
      return Arrays.equals(end, END);
    }
  }

  /** Gives a file a second name, or copies it where the system has no second names. */
  static void take(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (FileAlreadyExistsException e) {
      // Taken for the same bytes at another path.
    } catch (UnsupportedOperationException | IOException e) {
      Files.copy(from, to);
    }
  }

  void write(DocumentId id, PagePicture picture) throws IOException {
    try (FileChannel file =
        OwnerOnly.file(
            folder.resolve(name(id, picture.page())),
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE_NEW)) {
      for (ByteBuffer png = ByteBuffer.wrap(picture.png()); png.hasRemaining(); ) {
        file.write(png);
      }
    } catch (FileAlreadyExistsException e) {
      // Drawn for the same bytes at another path.
    }
  }

  /**
   * Notes why a document has no pictures. What lies in its bytes is written down for later runs, so
   * that a document that hurts who draws it does so once.
   */
  void write(DocumentId id, Failure cause) throws IOException {
    causes.put(digits(id), cause.message());
    Path file = folder.resolve(digits(id) + CAUSE);
    if (!PASSING.contains(cause.reason()) && !Files.exists(file)) {
      try (Writer to = RowFiles.writer(file)) {
        to.write(cause.message());
      }
    }
  }

  /** Why a document has no pictures; null where nothing is known. */
  @Nullable String cause(DocumentId id) throws IOException {
    String known = causes.get(digits(id));
    if (known != null || before == null) {
      return known;
    }
    Path file = before.resolve(digits(id) + CAUSE);
    if (!Files.isRegularFile(file)) {
      return null;
    }
    String cause = Files.readString(file);
    causes.put(digits(id), cause);
    take(file, folder.resolve(digits(id) + CAUSE));
    return cause;
  }
}
