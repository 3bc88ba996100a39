package dev.cartulary.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WarmUpTest {
  @Test
  void excess_slowerThanThePace_isTheRest() {
    assertThat(new WarmUp(1_000, 5_000_000_000L).excessSeconds(0.002)).isCloseTo(3, within(1e-12));
  }

  @Test
  void excess_fasterThanThePace_isNone() {
    assertThat(new WarmUp(1_000, 1_000_000_000L).excessSeconds(0.002)).isZero();
    assertThat(new WarmUp(0, 0).excessSeconds(0.002)).isZero();
  }
}
