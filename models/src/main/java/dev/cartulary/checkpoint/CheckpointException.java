package dev.cartulary.checkpoint;

import java.nio.file.Path;

/** A model folder that cannot be used: which file, why, and what to do about it. */
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CheckpointException(Path file, String cause, String remedy) {
    super(file + ": " + cause + "; " + remedy);
  }

  public CheckpointException(Path file, String cause, String remedy, Throwable reason) {
    super(file + ": " + cause + "; " + remedy, reason);
  }
}
