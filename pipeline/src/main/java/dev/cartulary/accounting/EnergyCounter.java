package dev.cartulary.accounting;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A counter of energy that starts again at zero when it is full. Not safe for use by several
 * threads.
 */
final class EnergyCounter {
  /*
   * The zones of Linux's powercap folder [1] that are added up are the packages (intel-rapl:0, named package-0) and their memory
   * (intel-rapl:0:1, named dram). Core and uncore are parts of a package; psys, where it exists, holds the packages again; the zones of
   * intel-rapl-mmio are the same packages by another road.
   *
   * [1] Linux kernel documentation, power/powercap/powercap.rst
   */
  private static final Pattern PACKAGE = Pattern.compile("intel-rapl:\\d+");
  private static final Pattern PART = Pattern.compile("intel-rapl:\\d+:\\d+");

  private final Path file;
  private final long range;
  private long last;
  private BigInteger microjoules = BigInteger.ZERO;

  private EnergyCounter(Path file, long range, long last) {
    this.file = file;
    this.range = range;
    this.last = last;
  }

  /**
   * The counters below {@code powercap}; empty when there is none or when this user may not read
   * one of them, since a part would be taken for the whole.
   */
  static List<EnergyCounter> find(Path powercap) {
    List<Path> zones = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(powercap, "intel-rapl:*")) {
      for (Path zone : entries) {
        if (counts(zone)) {
          zones.add(zone);
        }
      }
      zones.sort(Comparator.naturalOrder());
      List<EnergyCounter> counters = new ArrayList<>();
      for (Path zone : zones) {
        Path file = zone.resolve("energy_uj");
        counters.add(
            new EnergyCounter(file, number(zone.resolve("max_energy_range_uj")), number(file)));
      }
      return counters;
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean counts(Path zone) throws IOException {
    String folder = zone.getFileName().toString();
    if (PACKAGE.matcher(folder).matches()) {
      return name(zone).startsWith("package");
    }
    return PART.matcher(folder).matches() && name(zone).equals("dram");
  }

  private static String name(Path zone) throws IOException {
    return Files.readString(zone.resolve("name")).strip();
  }

  /**
   * Energy since the counter was found, in microjoules; right as long as it is read at least once a
   * turn of the counter.
   */
  BigInteger read() throws IOException {
    long now = number(file);
    long step = now >= last ? now - last : now - last + range;
    if (step < 0) {
      throw new IOException(file + " went back from " + last + " to " + now);
    }
    last = now;
    microjoules = microjoules.add(BigInteger.valueOf(step));
    return microjoules;
  }

  private static long number(Path file) throws IOException {
    String text = Files.readString(file).strip();
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IOException(file + " holds no number", e);
    }
  }
}
