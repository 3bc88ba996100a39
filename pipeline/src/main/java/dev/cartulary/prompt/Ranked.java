package dev.cartulary.prompt;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldValue;
import dev.cartulary.normalize.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Spans with the least index of a context, pattern or cue that found them. Not thread-safe. */
final class Ranked {
  final SortedMap<CharSpan, Integer> spans = new TreeMap<>(FieldQuestion.ORDER);

  void add(CharSpan span, int rank) {
    spans.merge(span, rank, Math::min);
  }

  /** The least index of all. */
  int least() {
    return spans.values().stream().min(Comparator.naturalOrder()).orElse(CueIndex.NONE);
  }

  /** The spans that the context, pattern or cue {@code rank} found, in the order of the text. */
  List<CharSpan> at(int rank) {
    return spans.entrySet().stream()
        .filter(entry -> entry.getValue() == rank)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Those of {@link #at} that name the last day of all; all where none is a whole date. */
  List<CharSpan> lastDay(int rank, FieldDefinition field, String text) {
    List<CharSpan> latest = new ArrayList<>();
    LocalDate last = LocalDate.MIN;
    for (CharSpan span : at(rank)) {
      if (Normalizer.normalize(field, span.of(text)) instanceof FieldValue.Date day
          && !day.date().isBefore(last)) {
        if (day.date().isAfter(last)) {
          latest.clear();
        }
        last = day.date();
        latest.add(span);
      }
    }
    return latest.isEmpty() ? at(rank) : latest;
  }
}
