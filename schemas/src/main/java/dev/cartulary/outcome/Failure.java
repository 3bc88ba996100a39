package dev.cartulary.outcome;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.DocumentId;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A file that came to no record, and why.
 *
 * @param id null when the bytes could not be read
 * @param path as in {@link dev.cartulary.document.SourceFile#path()}
 * @param parent as in {@link dev.cartulary.document.SourceFile#parent()}
 * @param message the cause in one sentence, without document text
 * @param attempts how often this run has tried the file; 0 for what it did not try: where an
 *     earlier run's failure stands, or the place of a document forbids it
 */
public record Failure(
    @Nullable DocumentId id,
    String path,
    @Nullable DocumentId parent,
    Stage stage,
    FailureReason reason,
    String message,
    int attempts)
    implements Serializable {
  public Failure {
    requireNonNull(path, "path is null");
    requireNonNull(stage, "stage is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(message, "message is null");
    if (attempts < 0) {
      throw new IllegalArgumentException("tried " + attempts + " times");
    }
  }

  /** A failure at the first attempt. */
  public Failure(
      @Nullable DocumentId id,
      String path,
      @Nullable DocumentId parent,
      Stage stage,
      FailureReason reason,
      String message) {
    this(id, path, parent, stage, reason, message, 1);
  }

  /** A failure, at the first attempt, of a file that lies in the folder itself. */
  public Failure(
      @Nullable DocumentId id, String path, Stage stage, FailureReason reason, String message) {
    this(id, path, null, stage, reason, message);
  }

  /** The same failure of a file with the same bytes that lies elsewhere. */
  public Failure at(String otherPath, @Nullable DocumentId otherParent) {
    return new Failure(id, otherPath, otherParent, stage, reason, message, attempts);
  }

  /** The same failure after so many attempts. */
  public Failure after(int tried) {
    return new Failure(id, path, parent, stage, reason, message, tried);
  }
}
