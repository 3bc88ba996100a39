package dev.cartulary.merge;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldValue;
import dev.cartulary.field.Relations;
import dev.cartulary.normalize.Durations;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the other fields of a document say about the candidates of one: periods become dates, years
 * are counted, and what contradicts is doubted.
 */
final class Relating {
  /** A number of years is doubted when it differs by more: birthdays, and rounding of infants. */
  private static final int YEARS_APART = 1;

  private Relating() {}

  /**
   * The candidates of {@code field}, as the values of the fields that it is related to leave them.
   *
   * @param chosen the values of the other fields by name, the best first
   */
  static List<Candidate> relate(
      FieldDefinition field, List<Candidate> candidates, Map<String, List<Candidate>> chosen) {
    Relations relations = field.relations();
    List<Candidate> related = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Candidate counted = counted(candidate, relations, chosen);
      related.add(contradicts(counted, relations, chosen) ? counted.doubted() : counted);
    }
    if (related.isEmpty() && !relations.yearsBetween().isEmpty()) {
      years(relations, chosen).ifPresent(related::add);
    }
    return related;
  }

  /** A period, counted from the first date that is known; anything else as it is. */
  private static Candidate counted(
      Candidate candidate, Relations relations, Map<String, List<Candidate>> chosen) {
    if (candidate.value() instanceof FieldValue.Text period) {
      for (String name : relations.countedFrom()) {
        for (Candidate from : dates(name, chosen)) {
          Optional<LocalDate> end = Durations.end(date(from), period.canonical());
          CharSpan span = from.span();
          if (end.isPresent() && span != null) {
            return candidate.derived(
                new FieldValue.Date(end.get()), from.probability(), List.of(span));
          }
        }
      }
    }
    return candidate;
  }

  private static boolean contradicts(
      Candidate candidate, Relations relations, Map<String, List<Candidate>> chosen) {
    if (candidate.value() instanceof FieldValue.Date value) {
      for (String name : relations.notBefore()) {
        for (Candidate other : dates(name, chosen)) {
          if (value.date().isBefore(date(other))) {
            return true;
          }
        }
      }
    }
    if (candidate.value() instanceof FieldValue.Quantity said
        && !relations.yearsBetween().isEmpty()) {
      Optional<Candidate> counted = years(relations, chosen);
      return counted.isPresent()
          && counted.get().value() instanceof FieldValue.Quantity years
          && said.number().subtract(years.number()).abs().compareTo(BigDecimal.valueOf(YEARS_APART))
              > 0;
    }
    return false;
  }

  /** The whole years between a date and the last of others. */
  private static Optional<Candidate> years(
      Relations relations, Map<String, List<Candidate>> chosen) {
    List<Candidate> from = dates(relations.yearsBetween().get(0), chosen);
    Optional<Candidate> to =
        dates(relations.yearsBetween().get(1), chosen).stream()
            .max((a, b) -> date(a).compareTo(date(b)));
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    long years = ChronoUnit.YEARS.between(date(from.get(0)), date(to.get()));
    CharSpan span = to.get().span();
    if (years < 0 || span == null) {
      return Optional.empty();
    }
    return Optional.of(
        from.get(0)
            .derived(
                new FieldValue.Quantity(BigDecimal.valueOf(years)),
                to.get().probability(),
                List.of(span)));
  }

  private static List<Candidate> dates(String name, Map<String, List<Candidate>> chosen) {
    return chosen.getOrDefault(name, List.of()).stream()
        .filter(candidate -> candidate.value() instanceof FieldValue.Date)
        .toList();
  }

  private static LocalDate date(Candidate candidate) {
    return ((FieldValue.Date) candidate.value()).date();
  }
}
