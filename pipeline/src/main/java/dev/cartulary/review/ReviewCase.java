package dev.cartulary.review;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.ExtractedText;
import dev.cartulary.outcome.DocumentRecord;
import java.util.List;
import java.util.Optional;

/**
 * A document that can be reviewed.
 *
 * @param found what the model found
 * @param text that it was found in
 * @param digest of the text; decisions are about this text and no other reading of the same bytes
 * @param decisions the last one about each subject
 */
public record ReviewCase(
    DocumentRecord found, ExtractedText text, String digest, List<Decision> decisions) {
  public ReviewCase {
    requireNonNull(found, "found is null");
    requireNonNull(text, "text is null");
    requireNonNull(digest, "digest is null");
    decisions = List.copyOf(decisions);
  }

  /** The same with another record of the same text. */
  public ReviewCase with(DocumentRecord other) {
    return new ReviewCase(other, text, digest, decisions);
  }

  /** The record as it stands. */
  public DocumentRecord document() {
    return Overlay.of(found, decisions);
  }

  /** The last decision about {@code subject}, one that was taken back included. */
  public Optional<Decision> about(Subject subject) {
    return decisions.stream().filter(decision -> decision.subject().equals(subject)).findFirst();
  }
}
