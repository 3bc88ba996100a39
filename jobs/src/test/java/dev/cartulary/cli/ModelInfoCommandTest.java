package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said of a model. */
class ModelInfoCommandTest extends CommandTest {
  @Test
  void modelInfo_embedded_describesIt() {
    assertThat(execute("model", "info", "embedded")).isZero();
    assertThat(out.toString())
        .contains("family       llama", "parameters   6,032,640", "stored as    F32")
        .contains("licence      other", "context      2,048 tokens")
        .contains("memory       24.1 MB in float32, 12.1 MB in bfloat16, 8.1 MB in int8")
        .containsPattern("fingerprint  [0-9a-f]{64}");
  }

  @Test
  void modelInfo_folderWithoutAModel_namesTheMissingFileAndExits2() {
    assertThat(execute("model", "info", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("config.json").doesNotContain("\tat ");
  }
}
