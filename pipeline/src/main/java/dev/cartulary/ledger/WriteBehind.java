package dev.cartulary.ledger;

import dev.cartulary.audit.AuditEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes that nobody waits for, many in one transaction: a commit costs much the same for one as
 * for many. Transactions have them in the order in which they came; within a transaction they go by
 * their keys, so that processes that write the same rows never wait for each other in a ring. A
 * write waits for {@link #GATHER_MILLIS} at most before its transaction begins, and for none once
 * somebody wants it to be durable.
 *
 * <p>After a write has failed nothing more is written, and everybody who comes later hears of it.
 */
final class WriteBehind implements AutoCloseable {
  static final String THREAD = "ledger-writer";

  private static final int GATHER_MILLIS = 50;

  /** So many writes go into one transaction. */
  private static final int MOST_TOGETHER = 128;

  /** So many may wait, with all that they hold, before those who bring more have to. */
  private static final int ROOM = 256;

  private final Consumer<List<Write>> commit;
  private final String closedNow;
  private final Thread writer;

  private final Queue<Write> waiting = new ArrayDeque<>();

  /** The last write of each key that is not durable yet. */
  private final Map<String, Long> pending = new HashMap<>();

  private long added;
  private long written;
  private long wanted;
  private boolean closing;
  private boolean told;
  private @Nullable LedgerException failure;

  /**
   * One of the writes.
   *
   * @param key what it writes, for those who look for that; nothing else that others write, too
   * @param what it does, for a message
   * @param work does nothing when it was done before; gives what the audit trail is to say of it
   */
  record Write(String key, String what, Database.Work<List<AuditEvent>> work) {}

  /**
   * Has a thread of its own from the first write on.
   *
   * @param commit writes all or none, durably; called by one thread at a time
   * @param closedNow what those hear who come after the end
   */
  WriteBehind(Consumer<List<Write>> commit, String closedNow) {
    this.commit = commit;
    this.closedNow = closedNow;
    writer = new Thread(this::writeAll, THREAD);
    writer.setDaemon(true);
  }

  /** Adds a write, and waits while too many are there. */
  synchronized void add(Write write) {
    awaitUntil(() -> added - written < ROOM);
    push(write);
  }

  /** Adds a write without ever waiting; for those whose writes are few, and who must not wait. */
  synchronized void push(Write write) {
    if (closing) {
      throw new LedgerException(closedNow);
    }
    check();
    if (added == 0) {
      writer.start();
    }
    waiting.add(write);
    pending.put(write.key(), ++added);
    notifyAll();
  }

  /** Returns when all that was added is durable. */
  synchronized void flush() {
    await(added);
  }

  /** Returns when the writes of these keys are durable. */
  synchronized void settle(Collection<String> keys) {
    await(keys.stream().mapToLong(key -> pending.getOrDefault(key, 0L)).max().orElse(0));
  }

  private void await(long number) {
    if (written < number) {
      wanted = Math.max(wanted, number);
      notifyAll();
      awaitUntil(() -> written >= number);
    }
    check();
  }

  private void awaitUntil(BooleanSupplier condition) {
    while (failure == null && !condition.getAsBoolean()) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LedgerException("interrupted while the ledger was written", e);
      }
    }
  }

  private void check() {
    if (failure != null) {
      told = true;
      throw failure;
    }
  }

  private void writeAll() {
    try {
      for (List<Write> group = next(); !group.isEmpty(); group = next()) {
        commit.accept(group);
        done(group);
      }
    } catch (LedgerException e) {
      fail(e);
    } catch (RuntimeException e) {
      fail(new LedgerException("the ledger could not be written: " + e.getClass().getName(), e));
    } catch (Error e) {
      // Nobody may wait for ever, even when memory has run out.
      fail(new LedgerException("the ledger could not be written: " + e.getClass().getName(), e));
      throw e;
    }
  }

  /** What goes into the next transaction; nothing at the end. */
  private synchronized List<Write> next() {
    try {
      while (waiting.isEmpty() && !closing) {
        wait();
      }
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GATHER_MILLIS);
      for (long left = GATHER_MILLIS;
          left > 0 && waiting.size() < MOST_TOGETHER && wanted <= written && !closing;
          left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
        wait(left);
      }
    } catch (InterruptedException e) {
      throw new LedgerException("the ledger's writer was interrupted", e);
    }
    List<Write> group = new ArrayList<>();
    while (!waiting.isEmpty() && group.size() < MOST_TOGETHER) {
      group.add(waiting.remove());
    }
    group.sort(Comparator.comparing(Write::key));
    return group;
  }

  private synchronized void done(List<Write> group) {
    written += group.size();
    pending.values().removeIf(number -> number <= written);
    notifyAll();
  }

  private synchronized void fail(LedgerException e) {
    failure = e;
    waiting.clear();
    pending.clear();
    notifyAll();
  }

  /**
   * Writes what waits.
   *
   * @throws LedgerException if something could not be written, and nobody has heard of it yet
   */
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    boolean interrupted = false;
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      if (!told) {
        check();
      }
    }
  }
}
