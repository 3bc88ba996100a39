package dev.cartulary.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecogniserTest {
  private static List<String> found(Recogniser rule, String text) {
    return rule.find(text).stream()
        .map(f -> f.span().of(text) + " = " + f.value().canonical())
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          made this 14th day of March, 2023 by | 14th day of March, 2023 = 2023-03-14
          as of March 14, 2023, | March 14, 2023 = 2023-03-14
          on 14 March 2023. | 14 March 2023 = 2023-03-14
          the first day of May 2001 | first day of May 2001 = 2001-05-01
          Seen 03/14/2023 at noon | 03/14/2023 = 2023-03-14
          Seen 14/03/2023 at noon | 14/03/2023 = 2023-03-14
          Seen 14.03.2023 at noon | 14.03.2023 = 2023-03-14
          DOB: 1960-02-03 | 1960-02-03 = 1960-02-03
          effectiveTime 20230314 | 20230314 = 2023-03-14
          effectiveTime 20230314101500 | 20230314101500 = 2023-03-14
          DOB 2/3/36 | 2/3/36 = 1936-02-03
          seen 2/3/35 | 2/3/35 = 2035-02-03
          this 16t h day of May, 2017 | 16t h day of May, 2017 = 2017-05-16
          on the 21s t day of June 2011 | 21s t day of June 2011 = 2011-06-21
          the (1st) day of January, 1996 | (1st) day of January, 1996 = 1996-01-01
          dated 22 Dec. 2017 | 22 Dec. 2017 = 2017-12-22
          dated 22-Dec-17 | 22-Dec-17 = 2017-12-22
          in March 2023 they | March 2023 = March 2023
          this ___ day of June, 2001 | day of June, 2001 = day of June, 2001
          """)
  void dates_manyForms_areRead(String text, String expected) {
    assertThat(found(new Dates(), text)).containsExactly(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          February 30, 2023
          13/13/2023
          1.2.10 Definitions
          call 555-12-3456
          MRN 2023031
          May he come
          """)
  void dates_otherDigits_areNone(String text) {
    assertThat(found(new Dates(), text)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pay $1,250,000.00 now | $1,250,000.00 = 1250000.00 USD
          pay US$ 5 million now | US$ 5 million = 5000000 USD
          pay EUR 40.000,00 now | EUR 40.000,00 = 40000.00 EUR
          pay €2.5 million now | €2.5 million = 2500000.0 EUR
          pay 250,000 Canadian dollars | 250,000 Canadian dollars = 250000 CAD
          pay CHF 1'000 | CHF 1'000 = 1000 CHF
          a sum of one hundred thousand dollars ($100,000) a year | one hundred thousand dollars ($100,000) = 100000 USD
          a fee of Five Hundred Dollars | Five Hundred Dollars = 500 USD
          C$12.50 a unit | C$12.50 = 12.50 CAD
          """)
  void money_manyForms_areRead(String text, String expected) {
    assertThat(found(new Money(), text)).containsExactly(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          on thirty (30) days notice | thirty (30) days = 30 days
          on 30 days' notice | 30 days = 30 days
          within ten (10) business days | ten (10) business days = 10 business days
          a one-year term | one-year = 1 year
          for twenty-four months | twenty-four months = 24 months
          for one (1) additional year | one (1) additional year = 1 year
          for one (I) year | one (I) year = 1 year
          for ten (10) Contract Years | ten (10) Contract Years = 10 years
          until the fifth (5th) anniversary | fifth (5th) anniversary = 5 years
          on the 1st anniversary of it | 1st anniversary = 1 year
          renews from year to year | year to year = 1 year
          on a month-to-month basis | month-to-month = 1 month
          """)
  void durations_manyForms_areRead(String text, String expected) {
    assertThat(found(new Durations(), text)).containsExactly(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          laws of the State of New York. | New York = New York
          laws of England & Wales apply | England & Wales = England and Wales
          laws of the People's Republic of China | People's Republic of China = China
          under Delaware law | Delaware = Delaware
          California's courts | California = California
          in west virginia, not written as a name | null
          """,
      nullValues = "null")
  void jurisdictions_names_areRead(String text, String expected) {
    if (expected == null) {
      assertThat(found(new Jurisdictions(), text)).isEmpty();
    } else {
      assertThat(found(new Jurisdictions(), text)).containsExactly(expected);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          by and between ACME SYSTEMS, INC. and others | ACME SYSTEMS, INC. = Acme Systems, Inc.
          with Beta Widgets LLC ("Beta") | Beta Widgets LLC = Beta Widgets LLC
          under United Kingdom and DELTA WORKS, INC. | DELTA WORKS, INC. = Delta Works, Inc.
          a Nevada Corporation located in Reno | null
          seen at Mercy General Hospital. | Mercy General Hospital = Mercy General Hospital
          at the University of Utah today | University of Utah = University of Utah
          and Gamma Technology (Beijing) Co., Ltd. and | Gamma Technology (Beijing) Co., Ltd. = Gamma Technology (Beijing) Co., Ltd.
          held by Bank of Salem, N.A. as agent | Bank of Salem, N.A. = Bank of Salem, N.A.
          the company is limited to that | null
          """,
      nullValues = "null")
  void organisations_names_areRead(String text, String expected) {
    if (expected == null) {
      assertThat(found(new Organisations(), text)).isEmpty();
    } else {
      assertThat(found(new Organisations(), text)).containsExactly(expected);
    }
  }

  @Test
  void organisations_nameBrokenByAFullLine_isWhole() {
    String line = "with an office at one long street of a long town, and with Epsilon";
    assertThat(found(new Organisations(), line + "\nPumps, Inc."))
        .singleElement()
        .asString()
        .endsWith("Epsilon Pumps, Inc.");
    assertThat(found(new Organisations(), "Epsilon\nPumps, Inc."))
        .containsExactly("Pumps, Inc. = Pumps, Inc.");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Maria Lopez is a 50-year-old female | Maria Lopez = Maria Lopez
          Ms. Maria Lopez presents | Maria Lopez = Maria Lopez
          thanks to Dr. Ana Ruiz. | Dr. Ana Ruiz = Dr. Ana Ruiz
          signed by Ana B. Ruiz, MD | Ana B. Ruiz, MD = Ana B. Ruiz, MD
          LOPEZ, MARIA | LOPEZ, MARIA = Maria Lopez
          the Past Medical History of | null
          on March Fourteenth Street | null
          """,
      nullValues = "null")
  void persons_names_areRead(String text, String expected) {
    if (expected == null) {
      assertThat(found(new Persons(), text)).isEmpty();
    } else {
      assertThat(found(new Persons(), text)).containsExactly(expected);
    }
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
            "a", "A", "1", "1,", "one ", "A. ", "Aa ", "Aa, ", "$1 ", "( ", "March ", "_ ", "& ",
            "of ", "Inc. ", "one-", "1.1.", "day of ", "Aa) (", "Dr. ")
        .map(part -> Arguments.of(part));
  }

  /** Each part 100,000 characters long: a rule that backtracks takes hours here, not seconds. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void find_endlessRepetition_takesLinearTime(String part) {
    String text = part.repeat(100_000 / part.length());
    for (Recogniser rule :
        List.of(
            new Dates(),
            new Money(),
            new Durations(),
            new Jurisdictions(),
            new Organisations(),
            new Persons(),
            new Numbers())) {
      Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> rule.find(text));
    }
  }
}
