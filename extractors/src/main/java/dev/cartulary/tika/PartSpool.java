package dev.cartulary.tika;

import dev.cartulary.access.OwnerOnly;
import dev.cartulary.outcome.FailureReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where the parts of one container are put while they wait to be read: files that only this user
 * may read, in a folder that exists once there is a part.
 */
final class PartSpool {
  static final int MOST_PARTS = 100_000;

  /** What the files in the folder are called. */
  static final Pattern FILE_NAME = Pattern.compile("[0-9]{1,6}(\\.[a-z0-9]{1,8})?");

  private static final Pattern EXTENSION = Pattern.compile(".*(\\.[a-z0-9]{1,8})");

  /**
   * A part.
   *
   * @param name as {@link PartName} makes them
   * @param file of the folder
   */
  record Spooled(String name, String file) {}

  private final Path folder;
  private final long mostBytes;
  private final PartName names = new PartName();
  private final List<Spooled> parts = new ArrayList<>();
  private long bytes;

  /**
   * An empty spool.
   *
   * @param mostBytes that all parts together may have
   */
  PartSpool(Path folder, long mostBytes) {
    this.folder = folder;
    this.mostBytes = mostBytes;
  }

  List<Spooled> parts() {
    return parts;
  }

  /** Keeps a part; the arguments are as in {@link PartName#next}. */
  void add(String called, String extension, InputStream content) throws IOException, Refusal {
    if (parts.size() == MOST_PARTS) {
      throw new Refusal(FailureReason.TOO_LARGE, "it holds more than " + MOST_PARTS + " documents");
    }
    if (parts.isEmpty()) {
      OwnerOnly.folders(folder);
    }
    String name = names.next(called, extension);
    var ending = EXTENSION.matcher(name.toLowerCase(Locale.ROOT));
    Spooled part = new Spooled(name, parts.size() + (ending.matches() ? ending.group(1) : ""));
    Path file = folder.resolve(part.file());
    boolean whole = false;
    try {
      copy(content, file);
      whole = true;
      parts.add(part);
    } finally {
      if (!whole) {
        Files.deleteIfExists(file);
      }
    }
  }

  private void copy(InputStream content, Path file) throws IOException, Refusal {
    byte[] buffer = new byte[1 << 16];
    try (OutputStream out =
        Channels.newOutputStream(
            OwnerOnly.file(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        bytes += n;
        if (bytes > mostBytes) {
          throw new Refusal(
              FailureReason.TOO_LARGE,
              "it unpacks to more than the "
                  + (mostBytes >> 20)
                  + " MiB that a file of its size may");
        }
        out.write(buffer, 0, n);
      }
    }
  }
}
