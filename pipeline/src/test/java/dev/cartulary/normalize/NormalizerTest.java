package dev.cartulary.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.field.Candidates;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldType;
import dev.cartulary.field.FieldValue;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizerTest {
  private static FieldDefinition field(
      FieldType type, List<Candidates> candidates, List<String> choices) {
    return new FieldDefinition(
        "f",
        "",
        "f",
        type,
        false,
        false,
        false,
        candidates,
        List.of(),
        List.of(),
        List.of(),
        choices,
        List.of(),
        8,
        0,
        null);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "DATE, 'as of March 14, 2023', 2023-03-14, true",
    "DATE, 'March 14, 2023 (2023-03-14)', 2023-03-14, true",
    "DATE, March 2023, March 2023, false",
    "DATE, '1/2/2023 or 1/3/2023', 1/2/2023 or 1/3/2023, false",
    "MONEY, '$1,000', 1000 USD, true",
    "MONEY, a fair price, a fair price, false",
    "NUMBER, 55, 55, true",
    "NUMBER, 55-year-old, 55, true",
    "NUMBER, fifty-five (55) years, 55, true",
    "NUMBER, 18-month, 18-month, false",
    "BOOLEAN, It shall not compete., true, true",
    "ENUM, M, male, true",
    "ENUM, Woman, female, true",
    "ENUM, FEMALE., female, true",
    "ENUM, unknown, unknown, false",
    "TEXT, '  \"two\n words\" ', two words, true",
  })
  void normalize_verbatimValue_isReadAsItsType(
      FieldType type, String value, String canonical, boolean readable) {
    FieldDefinition field = field(type, List.of(), List.of("female", "male"));
    FieldValue normalized = Normalizer.normalize(field, value);
    assertThat(normalized.canonical()).isEqualTo(canonical);
    assertThat(Normalizer.readable(field, normalized)).isEqualTo(readable);
  }

  @Test
  void normalize_textOfAPlaceOrPeriod_isItsUsualName() {
    assertThat(
            Normalizer.normalize(
                field(FieldType.TEXT, List.of(Candidates.JURISDICTIONS), List.of()),
                "the State of New\nYork"))
        .isEqualTo(new FieldValue.Text("New York"));
    assertThat(
            Normalizer.normalize(
                field(FieldType.TEXT, List.of(Candidates.DURATIONS), List.of()),
                "thirty (30) days"))
        .isEqualTo(new FieldValue.Text("30 days"));
  }

  @Test
  void normalize_equalDates_areEqualWhateverTheirForm() {
    FieldDefinition date = field(FieldType.DATE, List.of(), List.of());
    assertThat(List.of("14 March 2023", "03/14/2023", "2023-03-14", "the 14th day of March, 2023"))
        .allSatisfy(
            text ->
                assertThat(Normalizer.normalize(date, text))
                    .isEqualTo(new FieldValue.Date(LocalDate.of(2023, 3, 14))));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'ACME SYSTEMS, INC.', 'Acme Systems, Inc.'",
    "'BANK OF SALEM, N.A.', 'Bank of Salem, N.A.'",
    "MCO LLC, Mco LLC",
    "'iRobot Corp.', 'iRobot Corp.'",
    "'O''BRIEN, ANNE', 'O''Brien, Anne'",
    "'Mercy Hospital,', Mercy Hospital",
  })
  void name_capitalsAndPunctuation_areTidied(String written, String name) {
    assertThat(Words.name(written)).isEqualTo(name);
  }
}
