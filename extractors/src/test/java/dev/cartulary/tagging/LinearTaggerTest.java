package dev.cartulary.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LinearTaggerTest {
  private static final int BITS = 6;
  private static final double[] FIRST = {0.5, -1, Double.NEGATIVE_INFINITY};
  private static final double[] TRANSITIONS = {0, 1, -1, 0.5, 0, 2, Double.NEGATIVE_INFINITY, 0, 0};

  private static float[] weights() {
    Random random = new Random(11);
    float[] weights = new float[3 << BITS];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (random.nextFloat() - 0.5f) * 4;
    }
    return weights;
  }

  private static byte[] stored() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LinearTagger.rounded(FIRST, TRANSITIONS, weights()).write(out);
    return out.toByteArray();
  }

  private static LinearTagger read(byte[] stored) throws IOException {
    return LinearTagger.read(new ByteArrayInputStream(stored));
  }

  @Test
  void read_whatWasWritten_givesTheSameProbabilitiesAndBytes() throws IOException {
    long[][] features = {{1, 99, -7}, {}, {Long.MAX_VALUE, Long.MIN_VALUE}, {5}};
    LinearTagger before = LinearTagger.rounded(FIRST, TRANSITIONS, weights());

    LinearTagger after = read(stored());

    ByteArrayOutputStream again = new ByteArrayOutputStream();
    after.write(again);
    assertThat(again.toByteArray()).isEqualTo(stored());
    for (int i = 0; i < features.length; i++) {
      for (int y = 0; y < 3; y++) {
        assertThat(after.lattice(features).probability(i, y))
            .isCloseTo(before.lattice(features).probability(i, y), within(1e-9));
      }
    }
  }

  @Test
  void lattice_roundedWeights_staysNearTheSums() {
    float[] weights = weights();
    long[][] features = {{3, 4, 5}, {6, 7, 8, 9}};
    double[] scores = new double[6];
    for (int i = 0; i < features.length; i++) {
      for (long feature : features[i]) {
        for (int y = 0; y < 3; y++) {
          scores[i * 3 + y] += weights[LinearTagger.row(feature, BITS) * 3 + y];
        }
      }
    }

    Lattice exact = new Lattice(scores, FIRST, TRANSITIONS, null);
    Lattice rounded = LinearTagger.rounded(FIRST, TRANSITIONS, weights).lattice(features);

    for (int y = 0; y < 3; y++) {
      assertThat(rounded.probability(1, y)).isCloseTo(exact.probability(1, y), within(0.02));
    }
  }

  @ParameterizedTest(name = "{0} bytes less")
  @ValueSource(ints = {1, 40, 190})
  void read_cutOff_isRefused(int less) throws IOException {
    byte[] whole = new GZIPInputStream(new ByteArrayInputStream(stored())).readAllBytes();

    assertThatThrownBy(() -> read(zipped(Arrays.copyOf(whole, whole.length - less))))
        .isInstanceOf(IOException.class);
    assertThat(read(zipped(whole))).isNotNull();
  }

  @ParameterizedTest(name = "byte {0}")
  @ValueSource(ints = {0, 7, 8, 12})
  void read_damagedHead_isRefused(int at) throws IOException {
    byte[] whole = new GZIPInputStream(new ByteArrayInputStream(stored())).readAllBytes();
    whole[at] = 99;

    assertThatThrownBy(() -> read(zipped(whole))).isInstanceOf(IOException.class);
  }

  @Test
  void rounded_rowsThatAreNoPowerOfTwo_isRefused() {
    assertThatThrownBy(() -> LinearTagger.rounded(FIRST, TRANSITIONS, new float[9]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }
}
