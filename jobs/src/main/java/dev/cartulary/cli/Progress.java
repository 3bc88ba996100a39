package dev.cartulary.cli;

import dev.cartulary.beam.RunListener;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How far a run is: one line that is drawn again on a terminal, plain lines now and then elsewhere.
 * Safe for use by several threads.
 */
final class Progress implements RunListener, AutoCloseable {
  /** Narrower than 80, so that no terminal wraps the line. */
  private static final int WIDTH = 79;

  private static final int BAR = 24;
  private static final long REDRAW_NANOS = 200_000_000L;
  private static final long PLAIN_NANOS = 60_000_000_000L;

  private final PrintWriter to;
  private final boolean terminal;
  private final LongSupplier nanos;
  private final BooleanSupplier stopping;
  private String waitsFor = "";
  private int files;
  private long work;
  private long startNanos;
  private long printedNanos;
  private long printedTenth;
  private boolean drawn;

  /**
   * @param nanos a clock that only moves forward, for example {@link System#nanoTime}
   */
  Progress(PrintWriter to, boolean terminal, LongSupplier nanos) {
    this(to, terminal, nanos, () -> false);
  }

  /**
   * @param nanos a clock that only moves forward, for example {@link System#nanoTime}
   * @param stopping whether the run is to end
   */
  Progress(PrintWriter to, boolean terminal, LongSupplier nanos, BooleanSupplier stopping) {
    this.to = to;
    this.terminal = terminal;
    this.nanos = nanos;
    this.stopping = stopping;
  }

  @Override
  public boolean isStopping() {
    return stopping.getAsBoolean();
  }

  @Override
  public synchronized void waiting(@Nullable String what) {
    String now = what == null ? "" : what;
    if (!now.isEmpty() && !now.equals(waitsFor)) {
      close();
      to.println("waiting: " + now);
      to.flush();
    }
    waitsFor = now;
  }

  @Override
  public synchronized void drawn(long pages) {
    long now = nanos.getAsLong();
    if (terminal && now - printedNanos >= REDRAW_NANOS) {
      printedNanos = now;
      draw("writing the report, " + Words.count(pages) + " pages drawn");
    }
  }

  @Override
  public synchronized void unreported(String cause) {
    close();
    to.println("The tables are complete, but the report could not be written: " + cause);
    to.println("The next run of the job writes it, and computes nothing twice.");
    to.flush();
  }

  /** Says what goes on before the work is known. */
  synchronized void preparing(String what) {
    if (terminal) {
      draw(what);
    }
  }

  @Override
  public synchronized void started(int files) {
    this.files = files;
    work = files;
    startNanos = nanos.getAsLong();
    printedNanos = startNanos;
    printedTenth = 0;
    if (terminal) {
      draw(bar(0, 0, 0));
    } else {
      to.println(Words.count(files) + (files == 1 ? " file" : " files") + " to read");
      to.flush();
    }
  }

  @Override
  public synchronized void progressed(Done progress, long tokens) {
    // What is found inside of files comes on top.
    work = files + progress.parts();
    long done = progress.files();
    long now = nanos.getAsLong();
    boolean last = done >= work;
    if (terminal) {
      if (last || now - printedNanos >= REDRAW_NANOS) {
        printedNanos = now;
        draw(bar(done, tokens, now - startNanos));
      }
      return;
    }
    long tenth = work == 0 ? 0 : 10 * done / work;
    if (tenth > printedTenth || now - printedNanos >= PLAIN_NANOS) {
      printedTenth = Math.max(tenth, printedTenth);
      printedNanos = now;
      to.println(
          Words.count(done)
              + " of "
              + Words.count(work)
              + (work == files ? " files" : " files and documents inside of them")
              + pace(done, tokens, now - startNanos));
      to.flush();
    }
  }

  /** Takes the line away, so that what follows stands alone. */
  @Override
  public synchronized void close() {
    if (drawn) {
      to.print("\r" + " ".repeat(WIDTH) + "\r");
      to.flush();
      drawn = false;
    }
  }

  private void draw(String line) {
    String cut = line.length() > WIDTH ? line.substring(0, WIDTH) : line;
    to.print("\r" + cut + " ".repeat(WIDTH - cut.length()));
    to.flush();
    drawn = true;
  }

  private String bar(long done, long tokens, long elapsedNanos) {
    int full = work == 0 ? BAR : (int) Math.min(BAR, BAR * done / work);
    return "["
        + "#".repeat(full)
        + "-".repeat(BAR - full)
        + "] "
        + Words.count(done)
        + "/"
        + Words.count(work)
        + pace(done, tokens, elapsedNanos);
  }

  /** Tokens a second and time left, each only when there is something to say. */
  private String pace(long done, long tokens, long elapsedNanos) {
    double seconds = elapsedNanos / 1e9;
    StringBuilder pace = new StringBuilder();
    if (tokens > 0 && seconds > 0) {
      pace.append(String.format(Locale.ROOT, ", %,.0f tokens/s", tokens / seconds));
    }
    // Too little is known at the start to promise a time.
    if (done > 0 && done < work && seconds >= 2) {
      long leftNanos = (long) ((double) elapsedNanos / done * (work - done));
      pace.append(", about ").append(Words.duration(leftNanos)).append(" left");
    }
    return pace.toString();
  }
}
