package dev.cartulary.courier;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.ExtractedText;
import dev.cartulary.escalation.Letter;
import dev.cartulary.ledger.EscalationTable.Kept;
import org.jspecify.annotations.Nullable;

/**
 * A question that waits for somebody.
 *
 * @param path of the document
 * @param text of the document
 * @param kept its approval; null while nobody has allowed it
 */
public record Item(String path, ExtractedText text, Letter letter, @Nullable Kept kept) {
  /** Digits of a request that tell it from others. */
  private static final int BRIEF = 12;

  public Item {
    requireNonNull(path, "path is null");
    requireNonNull(text, "text is null");
    requireNonNull(letter, "letter is null");
  }

  /** How far a question is. */
  public enum State {
    /** Nobody has allowed it. */
    WAITING,
    /** It may be sent. */
    APPROVED,
    /** The last attempt came to nothing; it may be sent again. */
    FAILED
  }

  /** Names the item to persons, as the beginning of the request's digest. */
  public String id() {
    return letter.question().digest().substring(0, BRIEF);
  }

  public State state() {
    return kept == null ? State.WAITING : kept.failure() == null ? State.APPROVED : State.FAILED;
  }
}
