package dev.cartulary.escalation;

import static java.util.Objects.requireNonNull;

import dev.cartulary.field.Field;
import dev.cartulary.field.FieldDefinition;
import java.util.List;

/**
 * A question about a field of a document, as it would be sent.
 *
 * @param values of the field about which it is asked
 * @param body the request, all that is sent but the key
 * @param digest SHA-256 of where it is sent and of the body, 64 lower-case hexadecimal digits: who
 *     approves it approves these words for this receiver
 */
public record Question(
    FieldDefinition field, List<Field> values, Passage passage, String body, String digest) {
  public Question {
    requireNonNull(field, "field is null");
    values = List.copyOf(values);
    requireNonNull(passage, "passage is null");
    requireNonNull(body, "body is null");
    requireNonNull(digest, "digest is null");
  }
}
