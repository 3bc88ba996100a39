package dev.cartulary.escalation;

import static java.util.Objects.requireNonNull;

import dev.cartulary.field.Field;
import java.util.List;
import java.util.stream.Stream;

/**
 * An answer as it came, and what it says of the document.
 *
 * @param content the model's words
 */
public record Answered(String content, List<Said> said) {
  public Answered {
    requireNonNull(content, "content is null");
    said = List.copyOf(said);
  }

  /** The values that it gave. */
  public int values() {
    return (int) given().count();
  }

  /** Those among them that the passage does not hold. */
  public int ungrounded() {
    return (int) given().filter(value -> value.span() == null).count();
  }

  private Stream<Field> given() {
    return said.stream()
        .filter(one -> one.kind() != Said.Kind.UNCONFIRMED)
        .flatMap(one -> Stream.ofNullable(one.value()));
  }
}
