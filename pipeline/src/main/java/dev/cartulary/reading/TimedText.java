package dev.cartulary.reading;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.Outcome;
import java.util.List;

/**
 * A file's text, or why there is none, the documents inside of it, and the time that it took.
 *
 * @param parts their bytes can be read until this is closed
 * @param nanos while a parser process worked on it; waiting for one is not counted
 * @param release gives up the parts' bytes
 */
public record TimedText(
    Outcome<ExtractedText> outcome, List<Outcome<SourceFile>> parts, long nanos, Runnable release)
    implements AutoCloseable {
  public TimedText {
    requireNonNull(outcome, "outcome is null");
    parts = List.copyOf(parts);
    requireNonNull(release, "release is null");
  }

  @Override
  public void close() {
    release.run();
  }
}
