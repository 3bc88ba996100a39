package dev.cartulary.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTest {
  @Test
  void names_onlyWhenEveryProcessorNamesIt() {
    String with = "flags\t\t: fpu avx2 avx512f avx512_vnni";
    String without = "flags\t\t: fpu avx2 avx512_vnni2 avx_vnni";
    assertThat(
            Processor.names(List.of("processor : 0", with, "processor : 1", with), "avx512_vnni"))
        .isTrue();
    assertThat(Processor.names(List.of(with, without), "avx512_vnni")).isFalse();
    assertThat(Processor.names(List.of("Features : asimd"), "avx512_vnni")).isFalse();
  }
}
