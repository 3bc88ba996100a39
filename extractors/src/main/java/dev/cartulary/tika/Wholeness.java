package dev.cartulary.tika;

import dev.cartulary.outcome.FailureReason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Recognises files that were cut off, and packages made to burst. Parsers repair what they can and
 * would return the first part of such a document as if it were all of it.
 */
final class Wholeness {
  private static final int TAIL_BYTES = 4096;
  private static final long BOMB_BYTES = 50_000_000;
  private static final long BOMB_RATIO = 200;

  private Wholeness() {}

  /** Refuses a file of {@code format} that misses its end. */
  static void require(Path file, Format format) throws IOException, Refusal {
    switch (format) {
      case PACKAGED -> requireDirectory(file);
      case PDF -> {
        String tail = tail(file);
        // Some writers end within the marker, some append bytes of their own; both name an offset.
        if (!tail.contains("%%EO") && !tail.contains("startxref")) {
          throw cut("the PDF misses its end");
        }
      }
      case RTF -> {
        if (!tail(file).contains("}")) {
          throw cut("the RTF misses its closing brace");
        }
      }
      case PICTURE, TIFF, HTML, XML, MAIL, MAILBOX, OTHER, FOREIGN -> {}
    }
  }

  /** The directory of a ZIP stands at its end. */
  private static void requireDirectory(Path file) throws IOException, Refusal {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() == 0) {
        throw cut("the package of the document is empty");
      }
      if (zip.stream().anyMatch(Wholeness::isBomb)) {
        throw new Refusal(
            FailureReason.TOO_LARGE, "the document unpacks to far more than it has bytes");
      }
    } catch (ZipException e) {
      throw cut("the package of the document misses its directory");
    }
  }

  /**
   * Whole tables of figures shrink to a fiftieth; parsers hold a part in memory before they tell.
   */
  private static boolean isBomb(ZipEntry part) {
    return part.getSize() > BOMB_BYTES && part.getSize() / BOMB_RATIO > part.getCompressedSize();
  }

  private static Refusal cut(String what) {
    return new Refusal(FailureReason.CORRUPT, what + ": the file is damaged or cut off");
  }

  private static String tail(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long end = in.length();
      byte[] bytes = new byte[(int) Math.min(TAIL_BYTES, end)];
      // Zero bytes after the end come from disks and transfers that fill their blocks.
      do {
        int n = (int) Math.min(bytes.length, end);
        in.seek(end - n);
        in.readFully(bytes, 0, n);
        end -= n;
      } while (end > 0 && isZero(bytes));
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private static boolean isZero(byte[] bytes) {
    for (byte b : bytes) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }
}
