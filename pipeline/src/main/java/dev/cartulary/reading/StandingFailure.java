package dev.cartulary.reading;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.Part;
import dev.cartulary.outcome.Failure;
import java.util.List;

/**
 * A failure that would come again, so that the document is not tried.
 *
 * @param failure as it was noted, of one of the files with these bytes
 * @param parts what was taken out of the document before it failed
 */
public record StandingFailure(Failure failure, List<Part> parts) {
  public StandingFailure {
    requireNonNull(failure, "failure is null");
    parts = List.copyOf(parts);
  }
}
