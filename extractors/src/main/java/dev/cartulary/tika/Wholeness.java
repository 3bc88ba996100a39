package dev.cartulary.tika;

import dev.cartulary.outcome.FailureReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

  /** The end of a ZIP's directory with the longest comment. */
  private static final int DIRECTORY_BYTES = (1 << 16) + 22;

  private Wholeness() {}

  /** Refuses a file of {@code format} that misses its end. */
  static void require(Path file, Format format) throws IOException, Refusal {
    switch (format) {
      case PACKAGED -> {
        requireDirectory(file, false);
      }
      case ARCHIVE -> {
        if (head(file).equals("PK")) {
          requireDirectory(file, true);
        }
      }
      case PDF -> {
        String tail = tail(file, TAIL_BYTES);
        // Some writers end within the marker, some append bytes of their own; both name an offset.
        if (!tail.contains("%%EO") && !tail.contains("startxref")) {
          throw cut("the PDF misses its end");
        }
      }
      case RTF -> {
        if (!tail(file, TAIL_BYTES).contains("}")) {
          throw cut("the RTF misses its closing brace");
        }
      }
      case PICTURE, TIFF, HTML, XML, MAIL, SIGNED, OTHER, FOREIGN -> {}
    }
  }

  /** Refuses a ZIP that misses its directory, which stands at its end, or has locked entries. */
  private static void requireDirectory(Path file, boolean empty) throws IOException, Refusal {
    // Whatever bytes its names are: here they are only counted.
    try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1)) {
      if (zip.size() == 0 && !empty) {
        throw cut("the package of the document is empty");
      }
      if (zip.stream().anyMatch(Wholeness::isBomb)) {
        throw new Refusal(
            FailureReason.TOO_LARGE, "the document unpacks to far more than it has bytes");
      }
    } catch (ZipException e) {
      if (String.valueOf(e.getMessage()).contains("encrypted")) {
        throw new Refusal(FailureReason.ENCRYPTED, "entries of it ask for a password");
      }
      // Java's own reader refuses more than the parsers do, old ways of packing for example.
      if (!empty || !tail(file, DIRECTORY_BYTES).contains("PK\u0005\u0006")) {
        throw cut("the package misses its directory");
      }
    }
  }

  private static String head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(2), StandardCharsets.ISO_8859_1);
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

  private static String tail(Path file, int most) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long end = in.length();
      byte[] bytes = new byte[(int) Math.min(most, end)];
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
