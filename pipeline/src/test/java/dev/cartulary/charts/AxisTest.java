package dev.cartulary.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AxisTest {
  @ParameterizedTest(name = "{0} to {1} at most {2}")
  @CsvSource({"0,1,5,0.2", "0,10,5,2", "-3,7,5,2", "0,0.013,6,0.005", "3,4,2,2", "0,5e-9,5,1e-9"})
  void linear_range_hasStepsOfOneTwoOrFive(double low, double high, int most, double step) {
    Axis axis = Axis.linear(List.of(low, high), true, most);
    for (int i = 1; i < axis.ticks().size(); i++) {
      assertThat(axis.ticks().get(i) - axis.ticks().get(i - 1))
          .isCloseTo(step, within(step * 1e-6));
    }
    assertThat(axis.ticks()).hasSizeGreaterThan(1);
  }

  @Test
  void holding_sixDecades_isLogarithmic() {
    Axis axis = Axis.holding(List.of(0.000002, 3.0, 0.0), 10);
    assertThat(axis.logarithmic()).isTrue();
    assertThat(axis.ticks()).startsWith(1e-6).endsWith(10.0).hasSize(8);
    assertThat(axis.at(0)).isZero();
    assertThat(axis.at(1e-3)).isCloseTo(3 / 7.0, within(1e-9));
  }

  @Test
  void holding_negativeValue_isLinearWithZero() {
    Axis axis = Axis.holding(List.of(-0.001, 900.0), 5);
    assertThat(axis.logarithmic()).isFalse();
    assertThat(axis.ticks()).contains(0.0);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void at_anyValue_isMonotoneAndInside(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 200; i++) {
      double one = random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-9, 9));
      double other = random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-9, 9));
      Axis axis = Axis.holding(List.of(one, other), 1 + random.nextInt(9));
      assertThat(axis.at(Math.min(one, other)))
          .isBetween(0.0, axis.at(Math.max(one, other)))
          .isLessThanOrEqualTo(1);
      assertThat(axis.ticks()).isSorted().allMatch(t -> t >= axis.low() && t <= axis.high());
    }
  }

  @Test
  void axis_emptyRange_isRefused() {
    assertThatThrownBy(() -> new Axis(1, 1, false, List.of()))
        .hasMessage("no axis goes from 1.0 to 1.0");
    assertThatThrownBy(() -> new Axis(0, 1, true, List.of())).hasMessageContaining("0.0 to 1.0");
  }

  @Test
  void spread_equalPlaces_areMovedApartInside() {
    assertThat(Spread.of(List.of(95.0, 95.0, 96.0), 10, 0, 100)).containsExactly(80.0, 90.0, 100.0);
    assertThat(Spread.of(List.of(0.0, 0.0, 50.0), 10, 0, 100)).containsExactly(0.0, 10.0, 50.0);
  }
}
