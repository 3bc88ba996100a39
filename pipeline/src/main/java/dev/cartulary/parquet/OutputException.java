package dev.cartulary.parquet;

import dev.cartulary.access.Holder;
import dev.cartulary.keys.KeyException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The output folder cannot be used; the message names it, the cause and the remedy. */
public final class OutputException extends RuntimeException {
  private static final List<String> SYSTEM_WORDS =
      List.of(
          "no space left on device",
          "disk quota exceeded",
          "permission denied",
          "read-only file system",
          "input/output error",
          "file name too long",
          "too many open files");

  private final boolean held;

  OutputException(String message) {
    this(message, false);
  }

  private OutputException(String message, boolean held) {
    super(message);
    this.held = held;
  }

  static OutputException held(Path folder, Optional<Holder> by) {
    return new OutputException(
        "another run is writing to "
            + folder
            + by.map(holder -> " (" + holder + ")").orElse("")
            + "; wait until it ends, which cartulary run --wait 30m does, or set another output.path"
            + " in the job file",
        true);
  }

  /** Whether another run holds the folder, which will end. */
  public boolean isHeld() {
    return held;
  }

  /**
   * Puts what the system says about {@code path} into words. Of other exceptions only the class is
   * told: Parquet's messages quote the values that it was writing.
   */
  public static OutputException of(Path path, IOException cause) {
    String said = said(cause);
    String lower = said.toLowerCase(Locale.ROOT);
    if (isDenied(cause) || lower.contains("permission denied")) {
      return new OutputException(
          "no permission to write "
              + path
              + "; change its owner or mode, or set another"
              + " output.path in the job file");
    }
    if (lower.contains("no space left") || lower.contains("quota exceeded")) {
      return new OutputException(
          "the disk of "
              + path
              + " is full; free some space and run the job again: what is in the"
              + " ledger is not computed twice");
    }
    if (lower.contains("read-only file system")) {
      return new OutputException(
          path + " is on a read-only file system; set another output.path in the job file");
    }
    return new OutputException("cannot write " + path + ": " + said);
  }

  /**
   * Puts into words why an encrypted file cannot be read: its key is missing, or it was changed.
   */
  static OutputException undecrypted(Path file, Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof KeyException) {
        return new OutputException(file + " cannot be decrypted: " + cause.getMessage());
      }
    }
    return new OutputException(
        file
            + " cannot be decrypted: the key of a column is missing, or the file was changed or cut"
            + " off; name all keys of the job that wrote it, or run the job again");
  }

  private static boolean isDenied(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof AccessDeniedException) {
        return true;
      }
    }
    return false;
  }

  /** What the operating system said, at the bottom of the chain. */
  private static String said(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    String message = String.valueOf(root.getMessage());
    return SYSTEM_WORDS.stream()
        .filter(words -> message.toLowerCase(Locale.ROOT).contains(words))
        .findFirst()
        .orElse(root.getClass().getSimpleName());
  }
}
