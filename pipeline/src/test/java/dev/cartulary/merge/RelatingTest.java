package dev.cartulary.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldValue;
import dev.cartulary.types.DocumentTypes;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelatingTest {
  private static final FieldDefinition EXPIRATION = field("contract", "expiration_date");
  private static final FieldDefinition AGE = field("clinical-note", "age");

  private static FieldDefinition field(String type, String name) {
    return DocumentTypes.builtIn(type).fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Candidate candidate(String words, int at, FieldValue value, double probability) {
    return new Candidate(
        words, new CharSpan(at, at + words.length()), value, probability, true, false, List.of());
  }

  private static Candidate date(String iso, int at) {
    return candidate(iso, at, new FieldValue.Date(LocalDate.parse(iso)), 0.8);
  }

  private static Candidate period(String canonical) {
    return candidate(canonical, 100, new FieldValue.Text(canonical), 0.5);
  }

  @ParameterizedTest(name = "{1} from {0}")
  @CsvSource({
    "2020-05-01, 5 years,    2025-05-01",
    "2020-02-29, 1 year,     2021-02-28",
    "2020-01-31, 18 months,  2021-07-31",
    "2020-01-31, 1.5 years,  2021-07-31",
    "2020-01-31, 2 quarters, 2020-07-31",
    "2020-12-30, 30 days,    2021-01-29",
  })
  void relate_period_isCountedFromTheFirstKnownDate(String start, String period, String end) {
    Candidate from = date(start, 3);

    List<Candidate> related =
        Relating.relate(
            EXPIRATION,
            List.of(period(period)),
            Map.of(
                "effective_date", List.of(from), "agreement_date", List.of(date("1999-01-01", 9))));

    assertThat(related)
        .containsExactly(
            new Candidate(
                period,
                new CharSpan(100, 100 + period.length()),
                new FieldValue.Date(LocalDate.parse(end)),
                0.5,
                true,
                false,
                List.of(new CharSpan(3, 13))));
  }

  @Test
  void relate_periodWithoutAnyDate_staysAPeriod() {
    assertThat(Relating.relate(EXPIRATION, List.of(period("2 years")), Map.of()))
        .containsExactly(period("2 years"));
    assertThat(
            Relating.relate(
                EXPIRATION,
                List.of(period("10 business days")),
                Map.of("effective_date", List.of(date("2020-01-01", 0)))))
        .containsExactly(period("10 business days"));
  }

  @Test
  void relate_endBeforeTheBeginning_isDoubtedSoThatAnotherWins() {
    Map<String, List<Candidate>> chosen = Map.of("effective_date", List.of(date("2020-01-01", 0)));
    Candidate before = date("2019-12-31", 50);
    Candidate after = candidate("x", 60, new FieldValue.Date(LocalDate.parse("2021-01-01")), 0.6);

    List<Candidate> related = Relating.relate(EXPIRATION, List.of(before, after), chosen);

    assertThat(related).containsExactly(before.doubted(), after);
    assertThat(related.stream().sorted(Candidate.BEST_FIRST).findFirst()).contains(after);
    assertThat(before.doubted().doubtful()).isTrue();
  }

  @Test
  void relate_ageThatIsNotSaid_isCountedToTheLastDateOfService() {
    Candidate birth = date("1960-06-15", 5);
    Map<String, List<Candidate>> chosen =
        Map.of(
            "date_of_birth",
            List.of(birth),
            "dates_of_service",
            List.of(date("2019-01-01", 20), date("2020-06-14", 40)));

    assertThat(Relating.relate(AGE, List.of(), chosen))
        .singleElement()
        .satisfies(
            age -> {
              assertThat(age.value()).isEqualTo(new FieldValue.Quantity(BigDecimal.valueOf(59)));
              assertThat(age.span()).isEqualTo(birth.span());
              assertThat(age.basis()).containsExactly(new CharSpan(40, 50));
            });
    Candidate said = candidate("70", 1, new FieldValue.Quantity(BigDecimal.valueOf(70)), 0.9);
    Candidate near = candidate("60", 1, new FieldValue.Quantity(BigDecimal.valueOf(60)), 0.9);
    assertThat(Relating.relate(AGE, List.of(said, near), chosen))
        .containsExactly(said.doubted(), near);
    assertThat(Relating.relate(AGE, List.of(), Map.of("date_of_birth", List.of(birth)))).isEmpty();
  }
}
