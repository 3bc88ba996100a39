package dev.cartulary.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.atomic.LongAdder;

/**
 * What threads are about, by looking at all their stacks some times a second: which share of those
 * who read documents, or store for them, is in the ledger or in tables at a time.
 */
final class StackShares implements AutoCloseable {
  private static final long INTERVAL_MILLIS = 50;
  private static final String READING = "dev.cartulary.beam.ReadDocument";
  private static final String TABLES = "dev.cartulary.beam.WriteShard";
  private static final String LEDGER = "dev.cartulary.ledger.";

  /** Writes behind those who read, who wait for it only where they have to. */
  private static final String WRITER = "ledger-writer";

  private final Thread sampler = new Thread(this::sample, "stack-shares");
  private final LongAdder looks = new LongAdder();
  private final LongAdder working = new LongAdder();
  private final LongAdder storing = new LongAdder();
  private final LongAdder runnable = new LongAdder();

  private StackShares() {}

  static StackShares start() {
    StackShares shares = new StackShares();
    shares.sampler.setDaemon(true);
    shares.sampler.start();
    return shares;
  }

  /**
   * Of the time that threads spend on documents and tables, waiting for a lock or a disk included.
   */
  double storing() {
    return storing.doubleValue() / Math.max(1, working.sum());
  }

  /** Of the time of all processors, for all that is done in the ledger and in tables. */
  double storingProcessor() {
    return runnable.doubleValue()
        / Math.max(1, looks.sum())
        / Runtime.getRuntime().availableProcessors();
  }

  private void sample() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    try {
      while (true) {
        Thread.sleep(INTERVAL_MILLIS);
        looks.increment();
        for (ThreadInfo thread : threads.dumpAllThreads(false, false)) {
          note(thread);
        }
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private void note(ThreadInfo thread) {
    boolean reads = false;
    boolean stores = false;
    for (StackTraceElement element : thread.getStackTrace()) {
      String name = element.getClassName();
      reads |= name.startsWith(READING);
      stores |= name.startsWith(LEDGER) || name.startsWith(TABLES);
    }
    if (!thread.getThreadName().equals(WRITER)) {
      working.add(reads || stores ? 1 : 0);
      storing.add(stores ? 1 : 0);
    }
    runnable.add(stores && thread.getThreadState() == Thread.State.RUNNABLE ? 1 : 0);
  }

  @Override
  public void close() {
    sampler.interrupt();
  }
}
