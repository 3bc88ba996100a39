package dev.cartulary.beam;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which files of the folder a run looks at, and with what eyes. What it delivers of the others is
 * taken over from the last finished run of the job, as far as they still lie in the folder.
 *
 * @param since of {@link Kind#MODIFIED}, from when on; else null
 * @param anew whether work that was done before is done again
 * @param asFound whether documents stand as the model found them, whatever persons decided
 */
public record Selection(Kind kind, @Nullable Instant since, boolean anew, boolean asFound)
    implements Serializable {
  /** Every file, and nothing twice. */
  public static final Selection ALL = new Selection(Kind.EVERY, null, false);

  /** Likewise, to judge the model: persons' decisions would flatter it. */
  public static final Selection AS_FOUND = new Selection(Kind.EVERY, null, false, true);

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

  /** A choice of files; what persons decided stands. */
  public Selection(Kind kind, @Nullable Instant since, boolean anew) {
    this(kind, since, anew, false);
  }

  /** Whether a failure of an earlier run is a reason not to try a document. */
  boolean trustsFailures() {
    return kind != Kind.FAILED && !anew;
  }
}
