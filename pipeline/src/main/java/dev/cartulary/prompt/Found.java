package dev.cartulary.prompt;

import dev.cartulary.document.CharSpan;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * What is found for a field, in the order of the text without repetition.
 *
 * @param decided values by the word of the rules alone: what follows a label, stands in a section,
 *     or is found by a pattern, for a list with a prior
 * @param offered everything else that may be a value, the better the less its number; for a
 *     verbatim field, the sentences with its cues
 * @param listed what stands in the field's sections, which is of no other field
 */
record Found(List<CharSpan> decided, SortedMap<CharSpan, Integer> offered, List<CharSpan> listed) {
  Found {
    decided = List.copyOf(decided);
    offered = Collections.unmodifiableSortedMap(offered);
    listed = List.copyOf(listed);
  }

  /** What starts before {@code end}. */
  Found before(int end) {
    return new Found(
        decided.stream().filter(span -> span.start() < end).toList(),
        offered.headMap(new CharSpan(end, end)),
        listed.stream().filter(span -> span.start() < end).toList());
  }

  /** Without what patterns and cues found in sections of other fields. */
  Found without(List<CharSpan> others) {
    return new Found(
        decided.stream()
            .filter(span -> listed.contains(span) || others.stream().noneMatch(span::overlaps))
            .toList(),
        offered,
        listed);
  }
}
