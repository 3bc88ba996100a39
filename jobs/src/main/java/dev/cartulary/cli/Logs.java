package dev.cartulary.cli;

import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** How much of what is logged is seen: on standard error, ours and the libraries' apart. */
final class Logs {
  /* Loggers are held: the JDK forgets the level of one that nobody holds. */
  private static final Logger ROOT = Logger.getLogger("");
  private static final Logger OURS = Logger.getLogger("dev.cartulary");

  private Logs() {}

  /**
   * Quiet by default: warnings of ours only.
   *
   * @param verbose shows what we log
   * @param debug shows what libraries log too, which may hold text of documents
   */
  static void configure(boolean verbose, boolean debug) {
    for (Handler handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    Handler handler = new ConsoleHandler();
    handler.setLevel(Level.ALL);
    handler.setFormatter(new OneLine());
    ROOT.addHandler(handler);
    ROOT.setLevel(debug ? Level.INFO : Level.OFF);
    OURS.setLevel(verbose || debug ? Level.FINE : Level.WARNING);
  }

  private static final class OneLine extends Formatter {
    @Override
    public String format(LogRecord entry) {
      Throwable thrown = entry.getThrown();
      return String.format(
          "%tT %s %s: %s%s%n",
          entry.getMillis(),
          entry.getLevel().getName(),
          entry.getLoggerName(),
          formatMessage(entry),
          thrown == null ? "" : " (" + thrown.getClass().getName() + ")");
    }
  }
}
