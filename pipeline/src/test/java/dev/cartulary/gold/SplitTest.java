package dev.cartulary.gold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {
  /** By hand: the remainder of sha256sum's number, taken by another program. */
  @ParameterizedTest(name = "name {index}")
  @CsvSource({"D2N001, 5", "mts-0002, 8", "Patient-0.xml, 4", "Société.pdf, 7", "'', 9"})
  void part_knownNames_isTheRemainderOfTheHash(String name, int part) {
    assertThat(Split.part(name)).isEqualTo(part);
  }

  @Test
  void part_manyNames_fallsIntoTenLikeParts() {
    long[] counts = new long[10];
    IntStream.range(0, 10_000).forEach(i -> counts[Split.part("document-" + i)]++);
    assertThat(Arrays.stream(counts)).hasSize(10).allMatch(count -> count > 850 && count < 1150);
  }
}
