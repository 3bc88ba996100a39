package dev.cartulary.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTest {
  @Test
  void hasVnni_onlyWhenEveryProcessorNamesIt() {
    String with = "flags\t\t: fpu avx2 avx512f avx512_vnni";
    String without = "flags\t\t: fpu avx2 avx512_vnni2 avx_vnni";
    assertThat(Processor.hasVnni(List.of("processor : 0", with, "processor : 1", with))).isTrue();
    assertThat(Processor.hasVnni(List.of(with, without))).isFalse();
    assertThat(Processor.hasVnni(List.of("Features : asimd"))).isFalse();
  }
}
