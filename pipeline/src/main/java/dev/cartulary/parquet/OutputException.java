package dev.cartulary.parquet;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;

/** The output folder cannot be used; the message names it, the cause and the remedy. */
public final class OutputException extends RuntimeException {
  OutputException(String message) {
    super(message);
  }

  private OutputException(String message, IOException cause) {
    super(message, cause);
  }

  /** Puts what the system says about {@code path} into words. */
  public static OutputException of(Path path, IOException cause) {
    String reason = reason(cause);
    String lower = reason.toLowerCase(Locale.ROOT);
    if (cause instanceof AccessDeniedException || lower.contains("permission denied")) {
      return new OutputException(
          "no permission to write "
              + path
              + "; change its owner or mode, or set another"
              + " output.path in the job file",
          cause);
    }
    if (lower.contains("no space left") || lower.contains("quota exceeded")) {
      return new OutputException(
          "the disk of "
              + path
              + " is full; free some space and run the job again: what is in the"
              + " ledger is not computed twice",
          cause);
    }
    if (lower.contains("read-only file system")) {
      return new OutputException(
          path + " is on a read-only file system; set another output.path in the job file", cause);
    }
    return new OutputException("cannot write " + path + ": " + reason, cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    return cause.getMessage() == null
        ? cause.getClass().getSimpleName()
        : cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
