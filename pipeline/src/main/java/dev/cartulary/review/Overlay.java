package dev.cartulary.review;

import static java.util.Objects.requireNonNull;

import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.outcome.DocumentRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts what persons, or models that were asked later, say into the place of what the model found.
 * Rulings about fields that the record does not speak of stay outside, so that a job which asks for
 * less is told no more.
 */
public final class Overlay {
  private final Map<Subject, Field> rulings = new LinkedHashMap<>();

  private Overlay(List<? extends Ruling> rulings) {
    rulings.stream()
        .filter(Ruling::holds)
        .forEach(ruling -> this.rulings.put(ruling.subject(), ruling.field()));
  }

  /**
   * The record as it stands after the rulings.
   *
   * @param rulings the last one about each subject, made on the text of the record
   */
  public static DocumentRecord of(DocumentRecord found, List<? extends Ruling> rulings) {
    if (rulings.isEmpty()) {
      return found;
    }
    Overlay overlay = new Overlay(rulings);
    Map<String, List<Field>> byName = new LinkedHashMap<>();
    found.fields().forEach(f -> byName.computeIfAbsent(f.name(), name -> new ArrayList<>()).add(f));
    List<Field> fields = new ArrayList<>();
    byName.forEach((name, values) -> fields.addAll(overlay.ruled(name, values)));
    return found.withFields(fields);
  }

  private List<Field> ruled(String name, List<Field> found) {
    Field whole = rulings.get(new Subject(name, ""));
    if (whole != null) {
      return List.of(whole);
    }
    if (rulings.keySet().stream().noneMatch(subject -> subject.field().equals(name))) {
      return found;
    }
    // By place: a value that two rulings or a ruling and the model give is one.
    Map<Subject, Field> placed = new LinkedHashMap<>();
    List<Field> unplaced = new ArrayList<>();
    for (Field field : found) {
      Subject subject = Subject.of(field, true);
      if (!rulings.containsKey(subject)) {
        keep(subject, field, placed, unplaced);
      }
    }
    Field none = null;
    for (Map.Entry<Subject, Field> ruling : rulings.entrySet()) {
      Field value = ruling.getValue();
      if (!value.name().equals(name)) {
        continue;
      }
      if (value.status() == FieldStatus.ABSENT) {
        none = value;
      } else if (value.span() == null) {
        unplaced.add(value);
      } else {
        placed.put(Subject.of(value, true), value);
      }
    }
    if (!placed.isEmpty()) {
      unplaced.removeIf(field -> field.status() == FieldStatus.ABSENT);
    }
    List<Field> values = new ArrayList<>(placed.values());
    values.sort(Comparator.comparingInt(field -> requireNonNull(field.span()).start()));
    values.addAll(unplaced);
    return values.isEmpty() ? List.of(none == null ? Field.absent(name, 1) : none) : values;
  }

  private static void keep(
      Subject subject, Field field, Map<Subject, Field> placed, List<Field> unplaced) {
    if (field.span() == null) {
      unplaced.add(field);
    } else {
      placed.putIfAbsent(subject, field);
    }
  }
}
