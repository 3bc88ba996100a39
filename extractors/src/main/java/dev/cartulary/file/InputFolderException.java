package dev.cartulary.file;

/**
 * The input folder of a job cannot be used. The message names the folder, the cause, the remedy.
 */
public final class InputFolderException extends RuntimeException {
  private static final long serialVersionUID = 1;

  InputFolderException(String message) {
    super(message);
  }

  InputFolderException(String message, Throwable cause) {
    super(message, cause);
  }
}
