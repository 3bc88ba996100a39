package dev.cartulary.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldType;
import dev.cartulary.field.FieldValue;
import dev.cartulary.types.Fields;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizerTest {
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
    FieldDefinition field =
        Fields.of(
            "f", "type: " + type.name().toLowerCase(Locale.ROOT) + ", choices: [female, male]");
    FieldValue normalized = Normalizer.normalize(field, value);
    assertThat(normalized.canonical()).isEqualTo(canonical);
    assertThat(Normalizer.readable(field, normalized)).isEqualTo(readable);
  }

  @Test
  void normalize_textOfAPlaceOrPeriod_isItsUsualName() {
    assertThat(
            Normalizer.normalize(
                Fields.of("law", "candidates: jurisdictions"), "the State of New\nYork"))
        .isEqualTo(new FieldValue.Text("New York"));
    assertThat(
            Normalizer.normalize(Fields.of("period", "candidates: durations"), "thirty (30) days"))
        .isEqualTo(new FieldValue.Text("30 days"));
  }

  @Test
  void normalize_equalDates_areEqualWhateverTheirForm() {
    FieldDefinition date = Fields.of("day", "type: date");
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
