package dev.cartulary.types;

import dev.cartulary.field.DocumentType;
import org.jspecify.annotations.Nullable;

/** Document types whose fields all have the same prior, or none. */
public final class Priors {
  private Priors() {}

  /**
   * The built-in type with {@code prior} in every field; null for none, so that chunks are asked.
   */
  public static DocumentType builtIn(String name, @Nullable Double prior) {
    DocumentType type = DocumentTypes.builtIn(name);
    return new DocumentType(
        type.name(),
        type.description(),
        type.summaryQuestion(),
        type.summarySentences(),
        type.fields().stream().map(field -> field.withPrior(prior)).toList(),
        type.fingerprint());
  }
}
