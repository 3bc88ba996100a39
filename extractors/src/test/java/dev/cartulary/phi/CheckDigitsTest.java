package dev.cartulary.phi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers from the standards' own examples. */
final class CheckDigitsTest {
  @Test
  void numbers_ofTheStandards_pass() {
    assertThat(CheckDigits.isVin("1M8GDM9AXKP042788")).isTrue();
    assertThat(CheckDigits.isNpi("1234567893")).isTrue();
    assertThat(CheckDigits.isDea("AB1234563")).isTrue();
    assertThat(CheckDigits.isGtin("00643169007222")).isTrue();
    assertThat(CheckDigits.luhn("4111 1111 1111 1111")).isTrue();
    assertThat(CheckDigits.isSsn("219-09-9999")).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"4111111111111111", "79927398713", "378282246310005"})
  void luhn_anyDigitChanged_fails(String number) {
    assertThat(CheckDigits.luhn(number)).isTrue();
    IntStream.range(0, number.length())
        .forEach(
            i -> {
              char other = (char) ('0' + (number.charAt(i) - '0' + 1) % 10);
              assertThat(CheckDigits.luhn(number.substring(0, i) + other + number.substring(i + 1)))
                  .isFalse();
            });
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"000-12-3456", "666-12-3456", "123-00-4567", "123-45-0000", "123-45-678"})
  void isSsn_neverGivenOut_fails(String number) {
    assertThat(CheckDigits.isSsn(number)).isFalse();
  }

  @Test
  void emptyText_noNumber() {
    assertThat(CheckDigits.isVin("")).isFalse();
    assertThat(CheckDigits.isNpi("")).isFalse();
    assertThat(CheckDigits.isDea("")).isFalse();
    assertThat(CheckDigits.isGtin("")).isFalse();
    assertThat(CheckDigits.luhn("")).isFalse();
  }
}
