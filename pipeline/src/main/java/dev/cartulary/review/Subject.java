package dev.cartulary.review;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.Field;
import org.jspecify.annotations.Nullable;

/**
 * What a decision is about. A field with one value is decided as a whole, whatever the model says
 * next time; a field with several is decided value by value, each known by the place where it
 * stands.
 *
 * @param place empty for the whole field; {@code START-END} for the value at that place; {@link
 *     #NOWHERE} for values without a place, and for the statement that there is none
 */
public record Subject(String field, String place) {
  static final String NOWHERE = "none";

  public Subject {
    requireNonNull(field, "field is null");
    if (!place.matches("|none|\\d{1,10}-\\d{1,10}")) {
      throw new IllegalArgumentException("not a place of " + field);
    }
  }

  /**
   * What a decision about {@code field} is about.
   *
   * @param many whether the document can hold several values of it
   */
  public static Subject of(Field field, boolean many) {
    return of(field.name(), many, field.span());
  }

  /**
   * What a decision about a value at {@code span} is about.
   *
   * @param span null for values without a place
   */
  public static Subject of(String field, boolean many, @Nullable CharSpan span) {
    return new Subject(
        field, !many ? "" : span == null ? NOWHERE : span.start() + "-" + span.end());
  }

  boolean isWhole() {
    return place.isEmpty();
  }
}
