package dev.cartulary.review;

import static java.util.Objects.requireNonNull;

import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.outcome.DocumentRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts what persons decided into the place of what the model found. Decisions about fields that the
 * record does not speak of stay outside, so that a job which asks for less is told no more.
 */
public final class Overlay {
  private final Map<Subject, Decision> decisions = new HashMap<>();

  private Overlay(List<Decision> decisions) {
    decisions.forEach(decision -> this.decisions.put(decision.subject(), decision));
    this.decisions.values().removeIf(decision -> decision.verdict() == Verdict.WITHDRAWN);
  }

  /**
   * The record as it stands after the decisions.
   *
   * @param decisions the last one about each subject, made on the text of the record
   */
  public static DocumentRecord of(DocumentRecord found, List<Decision> decisions) {
    if (decisions.isEmpty()) {
      return found;
    }
    Overlay overlay = new Overlay(decisions);
    Map<String, List<Field>> byName = new LinkedHashMap<>();
    found.fields().forEach(f -> byName.computeIfAbsent(f.name(), name -> new ArrayList<>()).add(f));
    List<Field> fields = new ArrayList<>();
    byName.forEach((name, values) -> fields.addAll(overlay.decided(name, values)));
    return found.withFields(fields);
  }

  private List<Field> decided(String name, List<Field> found) {
    Decision whole = decisions.get(new Subject(name, ""));
    if (whole != null) {
      return List.of(value(whole, name));
    }
    if (decisions.keySet().stream().noneMatch(subject -> subject.field().equals(name))) {
      return found;
    }
    // By place: a value that two decisions or a decision and the model give is one.
    Map<Subject, Field> placed = new LinkedHashMap<>();
    List<Field> unplaced = new ArrayList<>();
    for (Field field : found) {
      Subject subject = Subject.of(field, true);
      Decision decision = decisions.get(subject);
      if (field.span() == null) {
        if (decision == null) {
          unplaced.add(field);
        }
      } else if (decision == null) {
        placed.putIfAbsent(subject, field);
      }
    }
    decisions.forEach(
        (subject, decision) -> {
          Field value = decision.value();
          if (subject.field().equals(name) && value != null) {
            placed.put(Subject.of(value, true), value);
          }
        });
    if (!placed.isEmpty()) {
      unplaced.removeIf(field -> field.status() == FieldStatus.ABSENT);
    }
    List<Field> values = new ArrayList<>(placed.values());
    values.sort(Comparator.comparingInt(field -> requireNonNull(field.span()).start()));
    values.addAll(unplaced);
    return values.isEmpty() ? List.of(Field.absent(name, 1)) : values;
  }

  private static Field value(Decision decision, String name) {
    @Nullable Field value = decision.value();
    return value == null ? Field.absent(name, 1) : value;
  }
}
