package dev.cartulary.beam;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which files of the folder a run looks at. What it delivers of the others is taken over from the
 * last finished run of the job, as far as they still lie in the folder.
 *
 * @param since of {@link Kind#MODIFIED}, from when on; else null
 * @param anew whether work that was done before is done again
 */
public record Selection(Kind kind, @Nullable Instant since, boolean anew) implements Serializable {
  /** Every file, and nothing twice. */
  public static final Selection ALL = new Selection(Kind.EVERY, null, false);

  /** A kind of choice. */
  public enum Kind {
    /** Every file. */
    EVERY,
    /** Those that the last run could not read, or that hold something that it could not read. */
    FAILED,
    /** Those that were modified at a time or later, or of which that is unknown. */
    MODIFIED
  }

  public Selection {
    requireNonNull(kind, "kind is null");
    if ((since != null) != (kind == Kind.MODIFIED)) {
      throw new IllegalArgumentException("a time belongs to " + Kind.MODIFIED);
    }
  }

  /** Whether a failure of an earlier run is a reason not to try a document. */
  boolean trustsFailures() {
    return kind != Kind.FAILED && !anew;
  }
}
