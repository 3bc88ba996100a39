package dev.cartulary.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PausesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T07:00:00Z");
  private static final Pauses PAUSES = new Pauses(Duration.ofSeconds(1), Duration.ofSeconds(60));

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "6, 32", "7, 60", "40, 60"})
  void after_attempts_doublesToABound(int attempt, int seconds) {
    assertThat(PAUSES.after(attempt, Optional.empty(), NOW)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30 | 30",
        "0 | 1",
        "Sun, 22 Nov 2026 07:00:20 GMT | 20",
        "Sun, 22 Nov 2026 06:00:00 GMT | 1",
        "soon | 1",
        "-5 | 1",
      })
  void after_aWish_waitsAtLeastAsLong(String wish, int seconds) {
    assertThat(PAUSES.after(1, Optional.of(wish), NOW)).contains(Duration.ofSeconds(seconds));
  }

  @Test
  void after_aWishBeyondPatience_isNone() {
    assertThat(PAUSES.after(1, Optional.of("61"), NOW)).isEmpty();
    assertThat(PAUSES.after(1, Optional.of("Mon, 23 Nov 2026 07:00:00 GMT"), NOW)).isEmpty();
  }
}
