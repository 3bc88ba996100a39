package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest(name = "{0} ms")
  @CsvSource({
    "0, 0.0 s",
    "240, 0.2 s",
    "9949, 9.9 s",
    "10000, 10 s",
    "59400, 59 s",
    "59600, 1 min",
    "200000, 3 min 20 s",
    "3599600, 1 h",
    "7500000, 2 h 5 min",
  })
  void duration_isShort(long milliseconds, String words) {
    assertThat(Words.duration(milliseconds * 1_000_000)).isEqualTo(words);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "0, 0 USD",
    "0.000000, 0 USD",
    "0.00000123456, 0.00000123 USD",
    "0.5, 0.5 USD",
    "1, 1.00 USD",
    "1234.567, 1234.57 USD",
  })
  void money_smallAmountsKeepTheirDigits(String amount, String words) {
    assertThat(Words.money(new BigDecimal(amount), "USD")).isEqualTo(words);
  }

  @Test
  void wrap_keepsEveryWordWithinTheWidth() {
    assertThat(Words.wrap("a bb ccc dddd eeeeeeeeee f", 6))
        .containsExactly("a bb", "ccc", "dddd", "eeeeeeeeee", "f");
    assertThat(Words.wrap("", 6)).containsExactly("");
  }
}
