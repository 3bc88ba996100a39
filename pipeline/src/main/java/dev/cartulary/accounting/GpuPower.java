package dev.cartulary.accounting;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the machine's NVIDIA accelerators draw on average, as their driver counts it. Safe for use
 * by several threads.
 *
 * <p>The driver's program {@code nvidia-smi} runs beside this one and prints the watts of each
 * device every {@value #SECONDS} seconds; power between two lines is taken as their mean.
 */
final class GpuPower implements AutoCloseable {
  static final int SECONDS = 10;

  private static final List<String> QUERY =
      List.of("--query-gpu=index,power.draw", "--format=csv,noheader,nounits", "--loop=" + SECONDS);

  /**
   * What one device said so far.
   *
   * @param joules between the first line and the last
   */
  private record Device(long firstNanos, long lastNanos, double watts, double joules) {
    Device next(long now, double then) {
      return new Device(
          firstNanos, now, then, joules + (watts + then) / 2 * ((now - lastNanos) / NANOS));
    }

    double average() {
      return lastNanos == firstNanos ? watts : joules / ((lastNanos - firstNanos) / NANOS);
    }
  }

  private static final double NANOS = 1e9;

  private final LongSupplier nanoTime;
  private final @Nullable Process process;
  private final Map<String, Device> devices = new HashMap<>();
  private boolean ended;

  private GpuPower(LongSupplier nanoTime, @Nullable Process process) {
    this.nanoTime = nanoTime;
    this.process = process;
  }

  /** Nothing is there to be measured. */
  static GpuPower none() {
    GpuPower none = new GpuPower(System::nanoTime, null);
    none.ended = true;
    return none;
  }

  /** Takes lines from whoever has them. */
  static GpuPower listening(LongSupplier nanoTime) {
    return new GpuPower(nanoTime, null);
  }

  /** Starts to measure; {@link #none()} where there is no such program on {@code path}. */
  static GpuPower start(@Nullable String path, LongSupplier nanoTime) {
    Path program = program(path);
    if (program == null) {
      return none();
    }
    ProcessBuilder builder = new ProcessBuilder(program.toString());
    builder.command().addAll(QUERY);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      GpuPower power = new GpuPower(nanoTime, process);
      Thread reader = new Thread(() -> power.read(process), "gpu-power");
      reader.setDaemon(true);
      reader.start();
      return power;
    } catch (IOException e) {
      return none();
    }
  }

  private static @Nullable Path program(@Nullable String path) {
    for (String folder : path == null ? new String[0] : path.split(":", -1)) {
      if (!folder.isEmpty()) {
        Path program = Path.of(folder, "nvidia-smi");
        if (Files.isExecutable(program)) {
          return program;
        }
      }
    }
    return null;
  }

  private void read(Process running) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(running.getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        accept(line);
      }
    } catch (IOException e) {
      // The pipe is closed from our side: nothing more is to be read.
    }
    end();
  }

  private synchronized void end() {
    ended = true;
  }

  /** Takes one line: the number of a device and its watts. */
  synchronized void accept(String line) {
    String[] cells = line.split(",", -1);
    OptionalDouble watts = cells.length == 2 ? watts(cells[1].strip()) : OptionalDouble.empty();
    if (watts.isEmpty()) {
      ended = true; // A device that does not say: a part would be taken for the whole.
      return;
    }
    long now = nanoTime.getAsLong();
    double drawn = watts.getAsDouble();
    devices.merge(
        cells[0].strip(),
        new Device(now, now, drawn, 0),
        (before, first) -> before.next(now, drawn));
  }

  private static OptionalDouble watts(String text) {
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** Whether watts come in. */
  synchronized boolean measures() {
    return !devices.isEmpty() && !ended;
  }

  /** The average of all devices together since the first line. */
  synchronized BigDecimal watts() {
    return BigDecimal.valueOf(devices.values().stream().mapToDouble(Device::average).sum());
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroy();
    }
  }
}
