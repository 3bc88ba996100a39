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
 */
public record Failure(
    @Nullable DocumentId id,
    String path,
    @Nullable DocumentId parent,
    Stage stage,
    FailureReason reason,
    String message)
    implements Serializable {
  public Failure {
    requireNonNull(path, "path is null");
    requireNonNull(stage, "stage is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(message, "message is null");
  }

  /** A failure of a file that lies in the folder itself. */
  public Failure(
      @Nullable DocumentId id, String path, Stage stage, FailureReason reason, String message) {
    this(id, path, null, stage, reason, message);
  }

  /** The same failure of a file with the same bytes that lies elsewhere. */
  public Failure at(String otherPath, @Nullable DocumentId otherParent) {
    return new Failure(id, otherPath, otherParent, stage, reason, message);
  }
}
