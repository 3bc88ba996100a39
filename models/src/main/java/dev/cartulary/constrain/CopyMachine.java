package dev.cartulary.constrain;

import dev.cartulary.document.CharSpan;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;
import java.util.stream.IntStream;

/*
 * The state is the list of the places where the value may have begun and how many tokens of it were
 * said. A suffix automaton would find the allowed tokens without a pass over the prefix, but what may
 * follow here depends on the place (word borders, the bound on length, values that a list has given
 * already), which states of a suffix automaton merge. The pass is over all tokens at a value's first
 * token only, and later over the few places that agree with what was said.
 */

/** A contiguous copy of the tokens of the prefix, from a word's beginning to a word's end. */
final class CopyMachine implements ValueMachine {
  private final CopySource source;
  private final int maxTokens;
  private final BitSet barred = new BitSet(); // places of tokens that no value holds

  private Set<String> given = Set.of();
  private int[] begins = new int[0]; // ascending
  private int length;

  CopyMachine(CopySource source, int maxTokens, TokenSet barred) {
    this.source = source;
    this.maxTokens = maxTokens;
    for (int token = 0; token < source.size(); token++) {
      this.barred.set(token, barred.contains(source.id(token)));
    }
  }

  @Override
  public int maxTokens(Set<String> given) {
    return Math.min(maxTokens, Math.max(1, source.size()));
  }

  @Override
  public boolean hasOther(Set<String> given) {
    return starts().anyMatch(begin -> canEnd(begin, begin, given));
  }

  @Override
  public void begin(Set<String> given) {
    this.given = Set.copyOf(given);
    begins = starts().filter(begin -> canEnd(begin, begin, this.given)).toArray();
    length = 0;
  }

  @Override
  public TokenSet next() {
    return TokenSet.of(
        Arrays.stream(begins)
            .filter(begin -> canEnd(begin, begin + length, given))
            .map(begin -> source.id(begin + length)));
  }

  @Override
  public void accept(int token) {
    int last = length;
    begins =
        Arrays.stream(begins)
            .filter(begin -> canEnd(begin, begin + last, given))
            .filter(begin -> source.id(begin + last) == token)
            .toArray();
    length++;
  }

  @Override
  public boolean isComplete() {
    return length > 0 && Arrays.stream(begins).anyMatch(this::isEnded);
  }

  @Override
  public Value value() {
    int begin = Arrays.stream(begins).filter(this::isEnded).findFirst().orElseThrow();
    CharSpan span = source.span(begin, begin + length - 1);
    return new Value(span.of(source.text()), span);
  }

  private IntStream starts() {
    return IntStream.iterate(
        source.nextStart(0), token -> token >= 0, token -> source.nextStart(token + 1));
  }

  private boolean isEnded(int begin) {
    int last = begin + length - 1;
    return source.isEnd(last) && isNew(begin, last, given);
  }

  /**
   * Whether a value that began at {@code begin} can have its last token at {@code from} or later.
   */
  private boolean canEnd(int begin, int from, Set<String> given) {
    int bar = barred.nextSetBit(begin);
    int limit = Math.min(begin + maxTokens, bar < 0 ? source.size() : bar);
    int end = source.nextEnd(from);
    while (end >= 0 && end < limit) {
      if (isNew(begin, end, given)) {
        return true;
      }
      end = source.nextEnd(end + 1);
    }
    return false;
  }

  private boolean isNew(int begin, int last, Set<String> given) {
    return given.isEmpty()
        || !given.contains(Words.key(source.span(begin, last).of(source.text())));
  }
}
