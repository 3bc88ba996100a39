package dev.cartulary.constrain;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be written after a part of a JSON text: parts, the next one first.
 *
 * <p>Immutable; rests share what they have in common.
 */
final class JsonRest {
  /** Nothing. */
  static final JsonRest END = new JsonRest();

  private final @Nullable JsonPart part; // null in the end, as is next
  private final @Nullable JsonRest next;
  private final int distance;
  private final int hash;
  private final @Nullable JsonRest capped; // null where it is this

  private JsonRest() {
    part = null;
    next = null;
    capped = null;
    distance = 0;
    hash = 1;
  }

  private JsonRest(JsonPart part, JsonRest next) {
    this.part = part;
    this.next = next;
    this.distance = Leaf.plus(part.shortest(), next.distance);
    this.hash = 31 * next.hash + part.hashCode();
    JsonPart cap = part.capped();
    this.capped = cap.equals(part) && next.capped == null ? null : new JsonRest(cap, next.capped());
  }

  /** The part and then this. */
  JsonRest before(JsonPart first) {
    return new JsonRest(first, this);
  }

  /** Adds the places where writing it can begin. */
  void open(JsonState.Builder places) {
    if (part == null || next == null) {
      places.complete();
    } else {
      part.open(next, places);
    }
  }

  /** Tokens within which all of it can surely be written. */
  int distance() {
    return distance;
  }

  /** A rest that no single token can tell from this one, with counts that recur. */
  JsonRest capped() {
    return capped == null ? this : capped;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof JsonRest that
            && hash == that.hash
            && Objects.equals(part, that.part)
            && Objects.equals(next, that.next));
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
