package dev.cartulary.prompt;

import dev.cartulary.chunk.Chunk;
import dev.cartulary.document.CharSpan;
import java.util.ArrayList;
import java.util.List;

/** Which candidates stand in which chunk. */
final class Placement {
  private final List<List<CharSpan>> held = new ArrayList<>();

  /**
   * @param spans in the order of their starts
   * @param chunks in order; index i stands at place i
   */
  Placement(List<CharSpan> spans, List<Chunk> chunks) {
    chunks.forEach(chunk -> held.add(new ArrayList<>()));
    int first = 0;
    for (CharSpan span : spans) {
      while (first < chunks.size() && chunks.get(first).span().end() <= span.start()) {
        first++;
      }
      boolean whole = false;
      int at = first;
      for (; at < chunks.size() && chunks.get(at).span().start() < span.end(); at++) {
        if (chunks.get(at).span().contains(span)) {
          held.get(at).add(span);
          whole = true;
        }
      }
      for (int i = first; i < at && !whole; i++) {
        CharSpan chunk = chunks.get(i).span();
        held.get(i)
            .add(
                new CharSpan(
                    Math.max(span.start(), chunk.start()), Math.min(span.end(), chunk.end())));
      }
    }
  }

  List<CharSpan> in(Chunk chunk) {
    return held.get(chunk.index());
  }
}
