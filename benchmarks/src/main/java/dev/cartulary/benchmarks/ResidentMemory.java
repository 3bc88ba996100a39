package dev.cartulary.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The most memory that this process and its children had resident at one time, looked at twice a
 * second. Linux only.
 */
final class ResidentMemory implements AutoCloseable {
  private static final long INTERVAL_MILLIS = 500;

  private final Thread sampler;
  private volatile long peakKib;
  private volatile long peakOwnKib;
  private final AtomicLong sumKib = new AtomicLong();
  private final AtomicLong looks = new AtomicLong();

  private ResidentMemory() {
    sampler = new Thread(this::sample, "resident-memory");
    sampler.setDaemon(true);
  }

  static ResidentMemory start() {
    ResidentMemory memory = new ResidentMemory();
    memory.sampler.start();
    return memory;
  }

  /** Of this process now, in MiB. */
  static long currentMib() {
    return residentKib(ProcessHandle.current()) / 1024;
  }

  /** Of all below it now, in MiB. */
  static long childrenMib() {
    return ProcessHandle.current().descendants().mapToLong(ResidentMemory::residentKib).sum()
        / 1024;
  }

  /** Of this process and all below it, in MiB. Pages that two of them share count twice. */
  long peakMib() {
    return peakKib / 1024;
  }

  /** Of this process alone, in MiB. */
  long peakOwnMib() {
    return peakOwnKib / 1024;
  }

  /** As {@link #peakMib}, but the mean of all looks. */
  long meanMib() {
    return sumKib.get() / 1024 / Math.max(1, looks.get());
  }

  private void sample() {
    try {
      while (true) {
        long own = residentKib(ProcessHandle.current());
        long all = own + childrenMib() * 1024;
        peakOwnKib = Math.max(peakOwnKib, own);
        peakKib = Math.max(peakKib, all);
        sumKib.addAndGet(all);
        looks.incrementAndGet();
        Thread.sleep(INTERVAL_MILLIS);
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private static long residentKib(ProcessHandle process) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0; // The process has ended since it was listed.
    }
  }

  @Override
  public void close() {
    sampler.interrupt();
  }
}
