package dev.cartulary.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The system's wish that a run ends, SIGTERM or Ctrl-C, from the run's start to its end. The
 * process ends when the run has, at the latest when the time is over that service managers grant.
 */
final class StopRequest implements AutoCloseable {
  /* With what follows, less than 30 seconds. What is in work then is cut off, as by a kill. */
  private static final long GRACE_SECONDS = 25;

  private static final CountDownLatch ENDED = new CountDownLatch(1);
  private static volatile int exit = ExitCode.STOPPED;

  private final Thread hook;
  private volatile boolean made;

  private StopRequest(PrintWriter err, String words) {
    hook = new Thread(() -> stop(err, words), "stop");
  }

  /** Begins to listen. */
  static StopRequest listening(PrintWriter err) {
    return listening(
        err, "stopping when the documents in work are done, in " + GRACE_SECONDS + " s at most");
  }

  /** Likewise, and says {@code words} when the wish is made. */
  static StopRequest listening(PrintWriter err, String words) {
    StopRequest request = new StopRequest(err, words);
    Runtime.getRuntime().addShutdownHook(request.hook);
    return request;
  }

  /** Whether somebody wants the run to end. */
  boolean isMade() {
    return made;
  }

  /** The program is over and would leave with this code; lets a wish that was made have it. */
  static void ended(int exitCode) {
    exit = exitCode;
    ENDED.countDown();
  }

  private void stop(PrintWriter err, String words) {
    made = true;
    err.println(words);
    err.flush();
    try {
      boolean unused = ENDED.await(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      // It is over all the same.
    }
    Runtime.getRuntime().halt(exit);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The wish was made, and waits for the end of the program.
    }
  }
}
