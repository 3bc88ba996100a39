package dev.cartulary.reading;

import dev.cartulary.document.DocumentId;
import java.util.Optional;

/**
 * Knows which documents have failed before and would fail again: under the same circumstances, and
 * not by an accident. Safe for use by several threads.
 */
@FunctionalInterface
public interface FailureStore {
  /** A store that knows of none, so that every document is tried. */
  FailureStore NONE = id -> Optional.empty();

  Optional<StandingFailure> find(DocumentId id);
}
