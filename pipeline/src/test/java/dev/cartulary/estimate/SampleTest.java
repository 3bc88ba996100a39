package dev.cartulary.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTest {
  @ParameterizedTest(name = "{1} of {0}")
  @CsvSource({"3,2", "5,4", "9,8", "100,20", "101,7", "1000,2", "1000,3", "40,39"})
  void draw_anySize_partsTheFilesAndDrawsAsManyAsWanted(int files, int wanted) {
    for (int seed = 0; seed < 20; seed++) {
      List<FileSizes> all = Populations.skewed(seed, files);
      Sample sample = Sample.draw(all, wanted, seed);

      assertThat(sample.strata().stream().flatMap(s -> s.files().stream()))
          .containsExactlyInAnyOrderElementsOf(all);
      assertThat(sample.drawn()).hasSize(wanted).doesNotHaveDuplicates();
      for (Stratum stratum : sample.strata()) {
        assertThat(stratum.files()).containsAll(stratum.drawn());
      }
      assertThat(Sample.draw(all, wanted, seed)).isEqualTo(sample);
    }
  }

  @ParameterizedTest(name = "{0} wanted")
  @ValueSource(ints = {4, 5, 99})
  void draw_noMoreFilesThanWanted_takesAll(int wanted) {
    Sample sample = Sample.draw(Populations.skewed(1, 4), wanted, 1);
    assertThat(sample.drawn()).hasSize(4);
    assertThat(sample.strata()).allMatch(Stratum::isWhole);
  }

  @Test
  void draw_equalSizes_stillParts() {
    List<FileSizes> equal =
        IntStream.range(0, 50).mapToObj(i -> new FileSizes("f" + i, 1, 1, 1, 0, 0)).toList();
    Sample sample = Sample.draw(equal, 8, 1);
    assertThat(sample.drawn()).hasSize(8);
    assertThat(sample.strata()).hasSize(4);
  }

  @Test
  void draw_otherSeed_drawsOthers() {
    List<FileSizes> all = Populations.skewed(1, 200);
    assertThat(Sample.draw(all, 20, 1)).isNotEqualTo(Sample.draw(all, 20, 2));
  }

  @Test
  void draw_nothingOrOne_isRefused() {
    assertThatThrownBy(() -> Sample.draw(List.of(), 5, 1)).hasMessage("5 drawn of 0 files");
    assertThatThrownBy(() -> Sample.draw(Populations.skewed(1, 9), 1, 1))
        .hasMessage("1 drawn of 9 files");
  }
}
