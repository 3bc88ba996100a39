package dev.cartulary.tika;

import dev.cartulary.outcome.FailureReason;
import org.xml.sax.SAXException;

/**
 * A document comes to no text, for a reason that is known. The message never holds document text.
 *
 * <p>A SAX exception, because some reasons arise in the middle of a parser's events.
 */
final class Refusal extends SAXException {
  private static final long serialVersionUID = 1;

  private final FailureReason reason;

  Refusal(FailureReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  FailureReason reason() {
    return reason;
  }
}
