package dev.cartulary.phi;

import static java.util.Objects.requireNonNull;

/**
 * An identifier of which somebody else knows, such as the model's answer to a field about the
 * patient; found wherever it stands in the document.
 */
public record KnownIdentifier(PhiClass kind, String value) {
  public KnownIdentifier {
    requireNonNull(kind, "kind is null");
    requireNonNull(value, "value is null");
  }
}
