package dev.cartulary.constrain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that the bytes of a JSON text so far can be, and how each may go on. Immutable. */
final class JsonState {
  /** A state of a part's leaf, and what comes after the part. */
  record Place(JsonPart.Leafed part, long state, JsonRest next) {
    int distance() {
      return Leaf.plus(part.leaf().distance(state), next.distance());
    }

    /** A place that no single token can tell from this one, with counts that recur. */
    Place capped() {
      return new Place(part.cappedLeafed(), state, next.capped());
    }
  }

  private final List<Place> places;
  private final boolean complete;

  private JsonState(List<Place> places, boolean complete) {
    this.places = places;
    this.complete = complete;
  }

  static JsonState before(JsonRest rest) {
    Builder builder = new Builder();
    rest.open(builder);
    return new JsonState(builder.places, builder.complete);
  }

  static JsonState of(Place place) {
    return new JsonState(List.of(place), false);
  }

  List<Place> places() {
    return places;
  }

  /** Whether the bytes are a whole text. */
  boolean isComplete() {
    return complete;
  }

  /** Tokens within which the text can surely be ended. */
  int distance() {
    int least = complete ? 0 : Leaf.FAR;
    for (Place place : places) {
      least = Math.min(least, place.distance());
    }
    return least;
  }

  /** One byte further; null where it is not possible. */
  @Nullable JsonState step(int unsignedByte) {
    Builder after = new Builder();
    for (Place place : places) {
      JsonPart.Leafed part = place.part();
      long state = part.leaf().step(place.state(), unsignedByte);
      if (state >= 0) {
        if (part.leaf().goesOn(state)) {
          after.add(new Place(part, state, place.next()));
        }
        if (part.leaf().isAccepting(state)) {
          part.exit(state, place.next()).open(after);
        }
      }
    }
    return after.places.isEmpty() && !after.complete
        ? null
        : new JsonState(after.places, after.complete);
  }

  /** Collects places, each once. */
  static final class Builder {
    private final List<Place> places = new ArrayList<>(1);
    private boolean complete;

    private Builder() {}

    void add(Place place) {
      if (places.isEmpty() || !places.contains(place)) {
        places.add(place);
      }
    }

    void complete() {
      complete = true;
    }
  }
}
