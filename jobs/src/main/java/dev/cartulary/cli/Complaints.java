package dev.cartulary.cli;

import dev.cartulary.beam.RunStoppedException;
import dev.cartulary.beam.RunnerException;
import dev.cartulary.chat.ChatTemplateException;
import dev.cartulary.checkpoint.CheckpointException;
import dev.cartulary.decoder.LibtorchException;
import dev.cartulary.egress.EgressException;
import dev.cartulary.estimate.EstimateException;
import dev.cartulary.evaluation.EvaluationException;
import dev.cartulary.explain.ExplanationException;
import dev.cartulary.export.ExportException;
import dev.cartulary.file.InputFolderException;
import dev.cartulary.gold.GoldException;
import dev.cartulary.keys.KeyException;
import dev.cartulary.ledger.LedgerException;
import dev.cartulary.parquet.OutputException;
import dev.cartulary.privacy.PrivacyKeyException;
import dev.cartulary.schedule.RequestTooLongException;
import dev.cartulary.tika.ParserStartException;
import dev.cartulary.yaml.ConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Turns what went wrong into words and an exit code. What an owner can mend is said as it is; the
 * rest is a fault of ours. Stack traces appear only when asked for: those of libraries may hold
 * document text.
 */
final class Complaints implements IParameterExceptionHandler, IExecutionExceptionHandler {
  /** Exceptions whose message names the thing, the cause and the remedy. */
  private static final List<Class<? extends RuntimeException>> MENDABLE =
      List.of(
          ConfigurationException.class,
          EgressException.class,
          EstimateException.class,
          EvaluationException.class,
          ExplanationException.class,
          ExportException.class,
          GoldException.class,
          InputFolderException.class,
          RunnerException.class,
          OutputException.class,
          PrivacyKeyException.class,
          CheckpointException.class,
          LibtorchException.class,
          ChatTemplateException.class,
          KeyException.class,
          LedgerException.class,
          ParserStartException.class,
          RequestTooLongException.class,
          RunStoppedException.class);

  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir", "."));

  /** The largest of what libraries unpack has some MiB. */
  private static final long LEAST_ROOM_BYTES = 16L << 20;

  /** With so little, engines fail in ways of their own. */
  private static final long NO_ROOM_BYTES = 1L << 20;

  private final CartularyCommand top;
  private final Surroundings surroundings;

  Complaints(CartularyCommand top, Surroundings surroundings) {
    this.top = top;
    this.surroundings = surroundings;
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("For help: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    boolean traced = top.verbose() || surroundings.debug();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (isMendable(cause)) {
        err.println(cause.getMessage());
        trace(cause, err, traced);
        return exitCode(e);
      }
    }
    if (isWithoutRoom(e)) {
      err.println(
          "there is no room for temporary files in "
              + TEMPORARY
              + "; make some, or name another folder with"
              + " CARTULARY_JAVA_OPTIONS=-Djava.io.tmpdir=FOLDER");
      trace(e, err, traced);
      return ExitCode.USAGE;
    }
    if (isOutOfMemory(e)) {
      err.println(
          "out of memory; give the program more with CARTULARY_JAVA_OPTIONS=-Xmx2g, or lower"
              + " limits.parsers or limits.chunk-tokens in the job file");
      trace(e, err, traced);
      return ExitCode.FAULT;
    }
    err.println(
        "internal error: "
            + e.getClass().getName()
            + " at "
            + place(e)
            + " (cartulary "
            + Version.number()
            + ", Java "
            + Runtime.version()
            + ")");
    err.println("This is a fault of the program; please report the line above.");
    if (!traced) {
      err.println(
          "--verbose shows more; read it before you pass it on, it may hold text of documents.");
    }
    trace(e, err, traced);
    return ExitCode.FAULT;
  }

  /** What the program tells the shell after {@code e}. */
  static int exitCode(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof RunStoppedException) {
        return ExitCode.STOPPED;
      }
      if (isMendable(cause)) {
        return ExitCode.USAGE;
      }
    }
    return isWithoutRoom(e) ? ExitCode.USAGE : ExitCode.FAULT;
  }

  private static boolean isMendable(Throwable e) {
    return MENDABLE.stream().anyMatch(type -> type.isInstance(e));
  }

  /**
   * Whether the disk of the temporary files is full, and something failed that needs it: a library
   * that unpacks native code says only that this is missing.
   */
  private static boolean isWithoutRoom(Throwable e) {
    boolean needed = false;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      needed |= cause instanceof LinkageError || cause instanceof IOException;
      needed |= String.valueOf(cause.getMessage()).contains("No space left on device");
    }
    long room = TEMPORARY.toFile().getUsableSpace();
    return room < NO_ROOM_BYTES || (needed && room < LEAST_ROOM_BYTES);
  }

  private static boolean isOutOfMemory(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  /** The innermost line of ours on the way to the error. */
  private static String place(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    for (StackTraceElement element : root.getStackTrace()) {
      if (element.getClassName().startsWith("dev.cartulary.")) {
        return element.toString();
      }
    }
    return root.getStackTrace().length == 0 ? "unknown" : root.getStackTrace()[0].toString();
  }

  private static void trace(Throwable e, PrintWriter err, boolean traced) {
    if (traced) {
      e.printStackTrace(err);
    }
  }
}
