package dev.cartulary.report;

import static java.util.Objects.requireNonNull;

import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.outcome.DocumentRecord;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts of values, by field and by probability. Mutable. */
final class FieldTally {
  /** Values between two tenths. */
  static final int BINS = 10;

  private final Map<String, Map<FieldStatus, Long>> fields = new LinkedHashMap<>();
  private final long[] probabilities = new long[BINS];

  void add(DocumentRecord document) {
    for (Field field : document.fields()) {
      fields
          .computeIfAbsent(field.name(), name -> new EnumMap<>(FieldStatus.class))
          .merge(field.status(), 1L, Long::sum);
      if (field.status() != FieldStatus.ABSENT) {
        probabilities[Math.min(BINS - 1, (int) (field.probability() * BINS))]++;
      }
    }
  }

  /** In the order in which documents had them. */
  Collection<String> names() {
    return fields.keySet();
  }

  long count(String name, FieldStatus status) {
    return requireNonNull(fields.get(name), name).getOrDefault(status, 0L);
  }

  long count(FieldStatus status) {
    return fields.values().stream().mapToLong(counts -> counts.getOrDefault(status, 0L)).sum();
  }

  /** Values whose probability lies in {@code [bin, bin + 1)} tenths; in the last one, also 1. */
  long inBin(int bin) {
    return probabilities[bin];
  }

  static long count(DocumentRecord document, FieldStatus... statuses) {
    List<FieldStatus> wanted = List.of(statuses);
    return document.fields().stream().filter(field -> wanted.contains(field.status())).count();
  }
}
