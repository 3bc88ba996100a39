package dev.cartulary.entity;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.CharSpan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A name in a text.
 *
 * @param probability that just these words are a name of the kind, in [0, 1]
 */
public record Entity(EntityKind kind, CharSpan span, double probability) {
  public Entity {
    requireNonNull(kind, "kind is null");
    requireNonNull(span, "span is null");
  }

  /** The more probable of those that overlap, the most probable first. */
  public static List<Entity> apart(Collection<Entity> entities) {
    NavigableMap<Integer, Integer> taken = new TreeMap<>();
    List<Entity> apart = new ArrayList<>();
    entities.stream()
        .sorted(
            Comparator.comparingDouble((Entity entity) -> -entity.probability)
                .thenComparingInt(entity -> entity.span.start())
                .thenComparingInt(entity -> entity.span.end()))
        .forEachOrdered(
            entity -> {
              Map.Entry<Integer, Integer> before = taken.lowerEntry(entity.span.end());
              if (before == null || before.getValue() <= entity.span.start()) {
                taken.put(entity.span.start(), entity.span.end());
                apart.add(entity);
              }
            });
    return apart;
  }

  Entity shift(int by) {
    return new Entity(kind, span.shift(by), probability);
  }
}
