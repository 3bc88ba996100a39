package dev.cartulary.constrain;

import dk.brics.automaton.Automaton;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** An automaton read token by token; each state's tokens are worked out once. Safe for threads. */
final class TokenAutomaton {
  /**
   * The tokens that can be taken from a state.
   *
   * @param farthest greatest distance to an accepting state after any of them
   */
  private record Step(TokenSet tokens, Map<Integer, Long> next, int farthest) {}

  private final Utf8Automaton bytes;
  private final Vocabulary vocabulary;
  private final Map<Long, Step> steps = new ConcurrentHashMap<>();

  TokenAutomaton(Automaton automaton, Vocabulary vocabulary) {
    this.bytes = new Utf8Automaton(automaton, vocabulary);
    this.vocabulary = vocabulary;
  }

  long initial() {
    return bytes.initial();
  }

  boolean isAccepting(long state) {
    return bytes.isAccepting(state);
  }

  /** Tokens within which an accepting state can surely be reached. */
  int distance(long state) {
    return bytes.distance(state);
  }

  /** The tokens from which an accepting state can be reached within {@code left} further ones. */
  TokenSet tokens(long state, int left) {
    Step step = step(state);
    if (step.farthest() <= left) {
      return step.tokens();
    }
    return TokenSet.of(step.tokens().stream().filter(id -> distance(after(step, id)) <= left));
  }

  long after(long state, int token) {
    return after(step(state), token);
  }

  private static long after(Step step, int token) {
    Long next = step.next().get(token);
    if (next == null) {
      throw new IllegalArgumentException("token " + token + " is not possible here");
    }
    return next;
  }

  private Step step(long state) {
    return steps.computeIfAbsent(state, this::walk);
  }

  private Step walk(long state) {
    Map<Integer, Long> next = new HashMap<>();
    vocabulary.walk(bytes, state, next::put);
    int farthest = next.values().stream().mapToInt(bytes::distance).max().orElse(0);
    IntStream ids = next.keySet().stream().mapToInt(Integer::intValue);
    return new Step(TokenSet.of(ids), Map.copyOf(next), farthest);
  }
}
