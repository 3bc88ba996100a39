package dev.cartulary.privacy;

import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DateFormTest {
  private static final List<String> FORMS =
      List.of(
          "yyyy-MM-dd",
          "MM/dd/yyyy",
          "M/d/yyyy",
          "MMMM d, yyyy",
          "d MMM yyyy",
          "dd-MMM-yyyy",
          "yyyyMMdd",
          "MMM d, yyyy");

  @ParameterizedTest(name = "{0} by {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "2019-03-04 | -4 | 2019-02-28",
        "2019-03-04T10:11 | 1 | 2019-03-05T10:11",
        "3/4/2019 | 30 | 4/3/2019",
        "03/04/19 | 365 | 03/03/20",
        "31.12.2019 | 1 | 01.01.2020",
        "March 4, 2019 | -4 | February 28, 2019",
        "MARCH 4TH, 2019 | -3 | MARCH 1st, 2019",
        "4 Mar 2019 | 1 | 5 Mar 2019",
        "04-MAR-2019 | 1 | 05-MAR-2019",
        "20190304 | 1 | 20190305",
        "March 2019 | 31 | April 2019",
        "3/2019 | 31 | 4/2019",
        "3/4 | 1 | 3/5",
        "March | 31 | April",
        "Tuesday | 8 | Wednesday",
        "Tuesday, March 5, 2019 | 1 | Wednesday, March 6, 2019",
        "the 3rd of May | -1 | the 2nd of May",
      })
  void shift_knownForm_isWrittenTheSameWay(String date, int days, String shifted) {
    assertThat(DateForm.shift(date, days)).contains(shifted);
  }

  @ParameterizedTest(name = "text ''{0}''")
  @ValueSource(strings = {"", "Christmas", "fifth of March", "99/99/9999", "2019-13-45"})
  void shift_unknownForm_empty(String date) {
    assertThat(DateForm.shift(date, 3)).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 2, 3})
  void shift_anyTwoDates_keepTheirInterval(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 100; i++) {
      LocalDate one = notInMay(LocalDate.of(1930, 1, 1).plusDays(random.nextInt(36_000)));
      LocalDate two = notInMay(one.plusDays(random.nextInt(4_000)));
      int days = -1 - random.nextInt(730);
      DateTimeFormatter form =
          DateTimeFormatter.ofPattern(FORMS.get(random.nextInt(FORMS.size())), Locale.US);

      LocalDate oneLater =
          LocalDate.parse(DateForm.shift(form.format(one), days).orElseThrow(), form);
      LocalDate twoLater =
          LocalDate.parse(DateForm.shift(form.format(two), days).orElseThrow(), form);

      assertThat(DAYS.between(oneLater, twoLater)).isEqualTo(DAYS.between(one, two));
      assertThat(oneLater).isEqualTo(one.plusDays(days));
    }
  }

  /** The month whose short name is its full one; the form of its successor would be a guess. */
  private static LocalDate notInMay(LocalDate date) {
    return date.getMonthValue() == 5 ? date.plusDays(31) : date;
  }
}
