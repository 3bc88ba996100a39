package dev.cartulary.cli;

import dev.cartulary.decoder.Device;
import dev.cartulary.decoder.Libtorch;
import dev.cartulary.decoder.LibtorchException;
import dev.cartulary.egress.EgressGuard;
import dev.cartulary.ocr.Tesseract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What runs need of the machine, whatever the job. */
final class MachineCheck {
  private static final long MIB = 1L << 20;
  private static final long LEAST_HEAP = 512 * MIB;

  /** Beside the heap: the embedded model and two parser processes. */
  private static final long LEAST_FREE = 1_536 * MIB;

  private static final long LEAST_TEMPORARY = 512 * MIB;
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");

  private MachineCheck() {}

  /**
   * Looks.
   *
   * @param languages of OCR, with {@code +} between
   */
  static List<Finding> findings(String languages) {
    return List.of(
        java(), processors(), memory(), temporary(), tesseract(languages), guard(), card());
  }

  private static Finding java() {
    Runtime.Version version = Runtime.version();
    String said = "Java " + version + " of " + System.getProperty("java.vendor", "somebody");
    return version.feature() < 17
        ? Finding.fault("java", said, "install a JDK 17 or newer and set JAVA_HOME to it")
        : Finding.ok("java", said);
  }

  private static Finding processors() {
    int count = Runtime.getRuntime().availableProcessors();
    return count < 2
        ? Finding.warning(
            "processors", "one", "give the machine two: model and parsers then work side by side")
        : Finding.ok("processors", Words.count(count));
  }

  private static Finding memory() {
    long heap = Runtime.getRuntime().maxMemory();
    long free = free();
    String said =
        Words.count(heap / MIB)
            + " MiB for Java"
            + (free == 0 ? "" : ", " + Words.count(free / MIB) + " MiB free on the machine");
    if (heap < LEAST_HEAP) {
      return Finding.warning("memory", said, "give Java more with CARTULARY_JAVA_OPTIONS=-Xmx1g");
    }
    return free > 0 && free < LEAST_FREE
        ? Finding.warning("memory", said, "end other programs, or lower limits.parsers in the job")
        : Finding.ok("memory", said);
  }

  /** Bytes; 0 where the system does not say. */
  private static long free() {
    try {
      Matcher available = AVAILABLE.matcher(Files.readString(MEMORY));
      return available.find() ? Long.parseLong(available.group(1)) * 1_024 : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private static Finding temporary() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir", "."));
    return room(
        "temporary",
        folder,
        LEAST_TEMPORARY,
        "make room, or name another folder with"
            + " CARTULARY_JAVA_OPTIONS=-Djava.io.tmpdir=FOLDER");
  }

  /** How much room a folder has; it need not be there yet. */
  static Finding room(String subject, Path folder, long least, String remedy) {
    Path there = folder.toAbsolutePath();
    while (there.getParent() != null && !Files.exists(there)) {
      there = there.getParent();
    }
    long room = there.toFile().getUsableSpace();
    String said = String.format(Locale.ROOT, "%,.1f GiB free for %s", room / 1024.0 / MIB, folder);
    if (!Files.isWritable(there)) {
      return Finding.fault(
          subject, "this user may not write to " + there, "change its owner or mode");
    }
    return room < least ? Finding.warning(subject, said, remedy) : Finding.ok(subject, said);
  }

  private static Finding tesseract(String languages) {
    Tesseract.Located located = Tesseract.locate(languages);
    return located
        .found()
        .map(
            found ->
                found.tellsTurn()
                    ? Finding.ok("tesseract", found.program() + " with " + languages)
                    : Finding.warning(
                        "tesseract",
                        found.program() + " with " + languages + ", cannot tell turned pages",
                        "install its data osd (Debian: apt-get install tesseract-ocr-osd)"))
        .orElseGet(
            () ->
                Finding.warning(
                    "tesseract",
                    "scans and pictures will fail: " + cause(located),
                    remedy(located)));
  }

  private static String cause(Tesseract.Located located) {
    return located.missing().orElse("").replaceFirst("; .*", "");
  }

  private static String remedy(Tesseract.Located located) {
    return located.missing().orElse("").replaceFirst("^.*?; ", "");
  }

  /** After all ways out were closed. */
  private static Finding guard() {
    if (!EgressGuard.isArmed()) {
      return Finding.fault("guard", "sockets are not refused", "start the program by its launcher");
    }
    return EgressGuard.strength() == EgressGuard.Strength.KERNEL
        ? Finding.ok("guard", "Java and the kernel refuse all sockets")
        : Finding.ok(
            "guard", "Java refuses sockets but to the job's servers; the kernel was not asked");
  }

  private static Finding card() {
    try {
      Libtorch library = Libtorch.here();
      return Finding.ok(
          "computes on",
          library.device().equals(Device.CUDA)
              ? "a graphics card, with the libtorch in " + library.folder()
              : "the processors"
                  + (library.folder() == null ? "" : ", with the libtorch in " + library.folder()));
    } catch (LibtorchException e) {
      return Finding.fault("computes on", e);
    }
  }
}
