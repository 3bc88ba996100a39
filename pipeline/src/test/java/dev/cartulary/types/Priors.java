package dev.cartulary.types;

import dev.cartulary.field.DocumentType;
import dev.cartulary.field.FieldDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Document types whose fields all have the same prior, or none. */
public final class Priors {
  private Priors() {}

  /**
   * The built-in type with {@code prior} in every field; null for none, so that chunks are asked.
   */
  public static DocumentType builtIn(String name, @Nullable Double prior) {
    DocumentType type = DocumentTypes.builtIn(name);
    List<FieldDefinition> fields =
        type.fields().stream()
            .map(
                f ->
                    new FieldDefinition(
                        f.name(),
                        f.description(),
                        f.question(),
                        f.type(),
                        f.many(),
                        f.phi(),
                        f.required(),
                        f.candidates(),
                        f.labels(),
                        f.cues(),
                        f.contexts(),
                        f.patterns(),
                        f.choices(),
                        f.examples(),
                        f.maxTokens(),
                        f.withinFirst(),
                        f.until(),
                        prior,
                        f.relations()))
            .toList();
    return new DocumentType(
        type.name(),
        type.description(),
        type.summaryQuestion(),
        type.summarySentences(),
        fields,
        type.fingerprint());
  }
}
