package dev.cartulary.decoder;

import dev.cartulary.tokenizer.TokenIds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The arguments of the program's step; the program's text says what each means.
 *
 * <p>The rows of a segment of branches stand in the order of their slots in the cache; {@code last}
 * brings their logits back into the caller's order.
 */
final class StepPlan {
  private final long[] tokens; // (rows)
  private final long[] positions; // (rows)
  private final long[] variants; // (rows)
  private final List<Long> last = new ArrayList<>();
  private final List<Long> numbers = new ArrayList<>();
  private final List<long[]> places = new ArrayList<>();
  private int rows;

  StepPlan(int rows) {
    tokens = new long[rows];
    positions = new long[rows];
    variants = new long[rows];
  }

  long[] tokens() {
    return tokens;
  }

  long[] positions() {
    return positions;
  }

  long[] variants() {
    return variants;
  }

  long[] last() {
    return array(last);
  }

  long[] numbers() {
    return array(numbers);
  }

  List<long[]> places() {
    return places;
  }

  void prefix(Segment.Prefix segment, Sequence sequence) {
    int past = sequence.prefixTokens();
    int added = segment.tokens().size();
    number(0, segment.request(), added, past, 0, 0, 0, 0, Math.max(segment.room(), past + added));
    row(segment.tokens(), past, sequence);
  }

  void branches(Segment.Branches segment, Sequence sequence) {
    if (sequence.alone()) {
      alone(segment, sequence);
    } else {
      sideBySide(segment, sequence);
    }
  }

  private void alone(Segment.Branches segment, Sequence sequence) {
    for (TokenIds ids : segment.tokens()) {
      int past = sequence.prefixTokens() + sequence.length(sequence.slot(0));
      int end = sequence.prefixTokens() + sequence.capacity();
      number(0, segment.request(), ids.size(), past, 1, 0, 0, 0, end);
      row(ids, past, sequence);
      last.add((long) rows - 1);
    }
  }

  private void sideBySide(Segment.Branches segment, Sequence sequence) {
    int count = sequence.branches();
    int capacity = sequence.capacity();
    int[] branchOf = new int[count]; // by slot
    int width = 0;
    int own = 0;
    int added = 0;
    for (int branch = 0; branch < count; branch++) {
      int slot = sequence.slot(branch);
      int size = segment.tokens().get(branch).size();
      branchOf[slot] = branch;
      width = Math.max(width, size);
      own = Math.max(own, sequence.length(slot) + size);
      added += size;
    }
    number(1, segment.request(), added, sequence.prefixTokens(), count, width, own, capacity, 0);

    long[] place = new long[added];
    long[] limit = new long[count * width];
    long[] pad = new long[count * width];
    long[] unpad = new long[added];
    long[] lastRow = new long[count];
    int local = 0;
    for (int slot = 0; slot < count; slot++) {
      TokenIds ids = segment.tokens().get(branchOf[slot]);
      int past = sequence.length(slot);
      lastRow[branchOf[slot]] = (long) rows + ids.size() - 1;
      for (int i = 0; i < width; i++) {
        int padded = slot * width + i;
        limit[padded] = (long) past + i;
        pad[padded] = local;
        if (i < ids.size()) {
          place[local] = (long) slot * capacity + past + i;
          unpad[local] = padded;
          // The places after the branch's last row repeat it; nothing reads what they compute.
          local += i + 1 < ids.size() ? 1 : 0;
        }
      }
      local++;
      row(ids, sequence.prefixTokens() + past, sequence);
    }
    for (long row : lastRow) {
      last.add(row);
    }
    places.addAll(List.of(place, limit, pad, unpad));
  }

  private void row(TokenIds ids, int firstPosition, Sequence sequence) {
    for (int i = 0; i < ids.size(); i++) {
      tokens[rows] = ids.at(i);
      variants[rows] = sequence.rotaryVariant();
      positions[rows++] = (long) firstPosition + i;
    }
  }

  private void number(long... values) {
    Arrays.stream(values).forEach(numbers::add);
  }

  private static long[] array(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }
}
