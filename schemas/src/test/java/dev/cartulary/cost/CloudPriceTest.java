package dev.cartulary.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.cost.CloudPrice.PhiEligibility;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudPriceTest {
  private static CloudPrice price(boolean batch, String currency) {
    return new CloudPrice(
        "Nimbus",
        "Small",
        batch,
        new CloudPrice.Pages(BigDecimal.ONE),
        currency,
        LocalDate.EPOCH,
        "a price list",
        LocalDate.EPOCH,
        true,
        PhiEligibility.UNKNOWN,
        null);
  }

  @Test
  void item_listAndBatch_differ() {
    assertThat(price(false, "USD").item()).isEqualTo("Small");
    assertThat(price(true, "USD").item()).isEqualTo("Small, batch");
  }

  @Test
  void new_currencyIsNoCode_names() {
    assertThatThrownBy(() -> price(false, "$"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("$");
  }

  @ParameterizedTest(name = "{0} characters are {1} units")
  @CsvSource({"0, 1", "1, 1", "100, 1", "101, 2", "8500, 85", "8501, 86", "2147483648, 21474837"})
  void characters_ofUnitsOf100_countsStartedUnits(long characters, BigDecimal units) {
    var rate = new CloudPrice.Characters(100, new BigDecimal("0.01"), 1);
    var work = new CloudPrice.Work(0, 0, 1, characters);

    assertThat(rate.quantity(work)).isEqualByComparingTo(units);
    assertThat(rate.amount(work)).isEqualByComparingTo(units.movePointLeft(2));
  }

  @Test
  void tokens_factor_multipliesPromptAndAnswer() {
    var rate =
        new CloudPrice.Tokens(
            new BigDecimal("0.10"), new BigDecimal("0.50"), new BigDecimal("1.3"));
    var work = new CloudPrice.Work(2_750, 120, 5, 8_500);

    assertThat(rate.quantity(work)).isEqualByComparingTo("3731");
    assertThat(rate.amount(work)).isEqualByComparingTo("0.0004355");
    assertThat(rate.estimated()).isTrue();
  }

  @Test
  void tokens_factorBelowOne_isRefused() {
    assertThatThrownBy(
            () -> new CloudPrice.Tokens(BigDecimal.ONE, BigDecimal.ONE, new BigDecimal("0.99")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.99");
  }

  @Test
  void pages_none_costNothing() {
    var rate = new CloudPrice.Pages(new BigDecimal("0.0015"));

    assertThat(rate.amount(new CloudPrice.Work(9, 9, 0, 9))).isZero();
    assertThat(rate.amount(new CloudPrice.Work(0, 0, 1_000, 0))).isEqualByComparingTo("1.50");
  }
}
