package dev.cartulary.export;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** An export cannot be written; the message names it, the cause and the remedy. */
public final class ExportException extends RuntimeException {
  ExportException(String message) {
    super(message);
  }

  static ExportException of(Path target, IOException cause) {
    String said =
        cause instanceof AccessDeniedException
            ? "no permission"
            : cause instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : String.valueOf(cause.getMessage()).contains("No space left on device")
                    ? "the disk is full"
                    : cause.getClass().getSimpleName();
    return new ExportException(
        "cannot write " + target + ": " + said + "; make room, or name another place with --out");
  }
}
