package dev.cartulary.decoder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The native library that computes: the one that comes with this module, for processors, or the one
 * in the folder that {@value #VARIABLE} names, for example a build with CUDA.
 *
 * @param folder holds {@code libtorch.so}; null for the one that comes with this module
 * @param device where models compute with it
 */
public record Libtorch(@Nullable Path folder, Device device) {
  /** The environment's name for the folder; DJL reads it, too. */
  public static final String VARIABLE = "PYTORCH_LIBRARY_PATH";

  /** The native bridge is built for this one. */
  private static final String VERSION = "2.7.1";

  private static final String LIBRARY = "libtorch.so";
  private static final String WITH_CUDA = "libtorch_cuda.so";
  private static final Path CARD = Path.of("/dev/nvidiactl");
  private static final Pattern NUMBERS = Pattern.compile("\\d+\\.\\d+\\.\\d+");

  /**
   * The library of this process.
   *
   * @throws LibtorchException when the named folder cannot be used
   */
  public static Libtorch here() {
    return of(System.getenv(VARIABLE), Files.exists(CARD));
  }

  static Libtorch of(@Nullable String named, boolean card) {
    if (named == null || named.isEmpty()) {
      return new Libtorch(null, Device.CPU);
    }
    Path folder = Path.of(named).toAbsolutePath().normalize();
    if (!Files.isRegularFile(folder.resolve(LIBRARY))) {
      throw new LibtorchException(
          folder,
          "has no " + LIBRARY,
          "name the folder lib of an unpacked libtorch " + VERSION + ", or unset the variable");
    }
    String version = version(folder);
    if (!version.isEmpty() && !version.equals(VERSION)) {
      throw new LibtorchException(
          folder,
          "is libtorch " + version,
          "use libtorch " + VERSION + ", or unset the variable to compute on the processors");
    }
    boolean cuda = Files.isRegularFile(folder.resolve(WITH_CUDA));
    return new Libtorch(folder, cuda && card ? Device.CUDA : Device.CPU);
  }

  /** As libtorch itself or Python's torch states it beside the folder; empty if nobody does. */
  private static String version(Path folder) {
    Path parent = folder.getParent();
    for (String name : new String[] {"build-version", "version.py"}) {
      Path file = parent == null ? Path.of(name) : parent.resolve(name);
      if (Files.isRegularFile(file)) {
        try {
          Matcher numbers = NUMBERS.matcher(Files.readString(file));
          if (numbers.find()) {
            return numbers.group();
          }
        } catch (IOException unreadable) {
          throw new UncheckedIOException(unreadable);
        }
      }
    }
    return "";
  }

  /**
   * Tells DJL which bridge goes with the library. By itself it would take one for systems with an
   * older C++ library, and try to download it.
   */
  void choose() {
    if (folder != null) {
      boolean cuda = Files.isRegularFile(folder.resolve(WITH_CUDA));
      System.setProperty("PYTORCH_VERSION", VERSION);
      System.setProperty("PYTORCH_FLAVOR", cuda ? "cu128" : "cpu");
    }
  }
}
