package dev.cartulary.phi;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ContactsTest {
  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

  /** One that says what follows, and two that do not. */
  private static final List<String> SENTENCES =
      List.of("Please call me at %s tomorrow.", "%s is what I noted.", "Does %s still work?");

  @ParameterizedTest
  @MethodSource("countries")
  void find_numberAsItsCountryWritesIt_isCoveredWhole(String country) {
    for (String number : numbers(country)) {
      for (String sentence : SENTENCES) {
        assertThat(found(sentence.formatted(number))).as(sentence, number).contains(number);
      }
    }
  }

  /** Habits that no plan of numbers knows, each after a word that says what follows, or none. */
  @ParameterizedTest
  @CsvSource({
    "(0114)4960318",
    "(+57) 310 308 24 62",
    "+(370) 26018159",
    "(351) 911860913",
    "8 260 181 5908",
    "0 2318 6091",
    "09-55/597 9711",
    "092566131",
    "001-715-555-0142x812"
  })
  void find_numberWrittenFreely_isCoveredWhole(String number) {
    for (String sentence : SENTENCES) {
      assertThat(found(sentence.formatted(number))).as(sentence, number).contains(number);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BP 120/80 72 16 98.6 on arrival.",
        "Sodium was 138, 140 and 139 over three days.",
        "Blood pressures were 120/80 and 118/76.",
        "Doses of 20 40 60 mg were tried.",
        "Accession 20931 was read.",
        "Grew to 1234567 colonies."
      })
  void find_numbersOfOtherThings_areNoTelephone(String text) {
    assertThat(found(text)).isEmpty();
  }

  static Stream<String> countries() {
    return NUMBERS.getSupportedRegions().stream().sorted();
  }

  /** With a country's code, and without one where there are eight digits or more. */
  private static List<String> numbers(String country) {
    List<String> numbers = new ArrayList<>();
    Stream.of(PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE)
        .map(type -> NUMBERS.getExampleNumberForType(country, type))
        .filter(Objects::nonNull)
        .forEach(number -> numbers.addAll(written(number)));
    return numbers;
  }

  private static List<String> written(PhoneNumber number) {
    String national = NUMBERS.format(number, PhoneNumberFormat.NATIONAL);
    List<String> written = new ArrayList<>();
    written.add(NUMBERS.format(number, PhoneNumberFormat.E164));
    written.add(NUMBERS.format(number, PhoneNumberFormat.INTERNATIONAL));
    if (CheckDigits.digits(national).length() >= 8) {
      written.add(national);
    }
    return written;
  }

  private static List<String> found(String text) {
    return new Contacts()
        .find(Tokens.of(text)).stream()
            .map(span -> text.substring(span.span().start(), span.span().end()))
            .toList();
  }
}
