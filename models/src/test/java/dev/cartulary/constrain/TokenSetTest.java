package dev.cartulary.constrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenSetTest {
  /** Empty, one, sparse and dense sets, at the borders of words. */
  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "0, 10",
    "1, 1",
    "1, 5000",
    "64, 64",
    "65, 65",
    "64, 65",
    "70, 3000",
    "900, 1000",
    "2000, 2000",
    "4000, 150000",
    "5000, 150000"
  })
  void set_anyIds_behavesAsABitSet(int size, int range) {
    Random random = new Random(size + range);
    BitSet expected = new BitSet();
    while (expected.cardinality() < size) {
      expected.set(random.nextInt(range));
    }
    int[] ids = expected.stream().toArray();
    TokenSet set = TokenSet.of(ids);
    assertThat(set.size()).isEqualTo(size);
    assertThat(set.isEmpty()).isEqualTo(size == 0);
    assertThat(set.stream().toArray()).isEqualTo(ids);
    assertThat(IntStream.range(0, size).map(set::at).toArray()).isEqualTo(ids);
    assertThat(IntStream.range(0, Math.min(range, 5000) + 1).filter(set::contains).toArray())
        .isEqualTo(expected.stream().filter(id -> id <= 5000).toArray());
    for (int from = 0; from < Math.min(range, 5000) + 70; from++) {
      assertThat(set.next(from)).isEqualTo(expected.nextSetBit(from));
    }
    long[] bits = new long[range / 64 + 3];
    set.addTo(bits);
    assertThat(BitSet.valueOf(bits)).isEqualTo(expected);
    assertThat(TokenSet.ofBits(bits)).isEqualTo(set).hasSameHashCodeAs(set);
    assertThat(set.union(TokenSet.of(range + 7)).size()).isEqualTo(size + 1);
  }

  @Test
  void at_beyondTheSize_isRefused() {
    assertThatThrownBy(() -> TokenSet.of(IntStream.range(0, 100)).at(100))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> TokenSet.of(5).at(1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
