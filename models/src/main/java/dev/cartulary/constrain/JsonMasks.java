package dev.cartulary.constrain;

import dev.cartulary.constrain.JsonState.Place;
import dev.cartulary.constrain.QuoteTokens.Crossing;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/*
 * The allowed tokens are those of every place together. Within a string they are of two kinds. Tokens
 * that stay in the string depend on the string's state only: for free strings they come from tables
 * (TextTokens), for patterns each state's are worked out once. Tokens that close it and begin what
 * follows are few: those that can begin it are found once for what follows (QuoteTokens), and each
 * is then tried from the string's state. Everywhere else few tokens are possible, and a walk over the
 * vocabulary finds them once a place; places that differ only in how many items an array may still
 * have are one while no token could tell.
 */

/** The tokens that may follow in the texts of one schema. Safe for threads. */
final class JsonMasks {
  private static final long MOST_BYTES = 64L << 20;

  private record InString(Leaf leaf, long state) {}

  private final JsonTokens tokens;
  private final JsonRest start;
  private final Map<Place, TokenLevels> outside = new ConcurrentHashMap<>();
  private final Map<InString, TokenLevels> inside = new ConcurrentHashMap<>();
  private final Map<JsonRest, List<Crossing>> crossings = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();

  JsonMasks(JsonShape shape, JsonTokens tokens) {
    this.tokens = tokens;
    JsonPart part = JsonGrammar.part(shape, tokens.vocabulary(), tokens.mostCommas() + 1);
    this.start = JsonRest.END.before(part);
  }

  JsonState start() {
    return JsonState.before(start);
  }

  /** Tokens within which the shortest text can surely be written. */
  int shortest() {
    return start.distance();
  }

  Vocabulary vocabulary() {
    return tokens.vocabulary();
  }

  /** The tokens after which the text can be ended within {@code left} further ones. */
  TokenSet allowed(JsonState state, int left) {
    List<Place> places = state.places();
    if (places.size() == 1 && !isInString(places.get(0))) {
      return outside(places.get(0)).within(left);
    }
    long[] bits = new long[(tokens.vocabulary().size() + 63) / 64];
    for (Place place : places) {
      if (isInString(place)) {
        addInside(bits, place, left - place.next().distance());
        addCrossings(bits, place, left);
      } else {
        outside(place).within(left).addTo(bits);
      }
    }
    return TokenSet.ofBits(bits);
  }

  private static boolean isInString(Place place) {
    return place.part() instanceof JsonPart.Whole whole
        && whole.isString()
        && place.state() != whole.leaf().initial();
  }

  private void addInside(long[] bits, Place place, int left) {
    Leaf leaf = place.part().leaf();
    long state = place.state();
    if (leaf instanceof TextLeaf) {
      tokens
          .within(TextLeaf.place(state))
          .addTo(bits, TextLeaf.least(state), TextLeaf.most(state), left);
    } else {
      TokenLevels levels = inside.get(new InString(leaf, state));
      if (levels == null) {
        TokenLevels.Builder builder = new TokenLevels.Builder();
        tokens
            .vocabulary()
            .walk(leaf, state, (token, after) -> builder.add(token, leaf.distance(after)));
        levels = builder.build(tokens.vocabulary().size());
        inside.put(new InString(leaf, state), levels);
        account(levels);
      }
      levels.within(left).addTo(bits);
    }
  }

  private void addCrossings(long[] bits, Place place, int left) {
    Leaf leaf = place.part().leaf();
    for (Crossing crossing :
        crossings.computeIfAbsent(place.next().capped(), tokens.quotes()::into)) {
      if (crossing.distance() <= left) {
        byte[] spelled = tokens.vocabulary().bytesOf(crossing.token());
        long state = place.state();
        for (int at = 0; at <= crossing.quote() && state >= 0; at++) {
          state = leaf.step(state, spelled[at] & 0xFF);
        }
        if (state >= 0 && leaf.isAccepting(state)) {
          bits[crossing.token() >> 6] |= 1L << crossing.token();
        }
      }
    }
  }

  private TokenLevels outside(Place place) {
    Place capped = place.capped();
    TokenLevels levels = outside.get(capped);
    if (levels == null) {
      Vocabulary vocabulary = tokens.vocabulary();
      TokenLevels.Builder builder = new TokenLevels.Builder();
      vocabulary
          .trie()
          .walk(
              JsonState::step,
              JsonState.of(capped),
              (key, after) -> builder.add(vocabulary.id(key), after.distance()));
      levels = builder.build(vocabulary.size());
      outside.put(capped, levels);
      account(levels);
    }
    return levels;
  }

  /** Forgets everything rather than grow without an end. */
  private void account(TokenLevels levels) {
    if (bytes.addAndGet(levels.weight()) > MOST_BYTES) {
      bytes.set(0);
      outside.clear();
      inside.clear();
      crossings.clear();
    }
  }
}
