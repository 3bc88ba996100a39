package dev.cartulary.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.chat.ChatTemplateException;
import dev.cartulary.checkpoint.ByteTokenizerJson;
import dev.cartulary.checkpoint.ElementType;
import dev.cartulary.checkpoint.RotaryScaling;
import dev.cartulary.checkpoint.TestCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageModelsTest {
  @TempDir Path folder;

  @Test
  void open_templateThatCannotBeRendered_failsWithItsReason() throws IOException {
    TestCheckpoint.random(
            TestCheckpoint.config(4, 2, true, new RotaryScaling.None()), ElementType.F32, 1)
        .write(folder, ElementType.F32, 1);
    // Without one of the control tokens of the span-copying prompt it is an ordinary model.
    Files.writeString(
        folder.resolve("tokenizer.json"), ByteTokenizerJson.text().replace("<|none|>", "<|x|>"));
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        "{\"chat_template\": \"{{ raise_exception('needs a system message') }}\"}");
    assertThatThrownBy(() -> LanguageModels.open(folder, ModelOptions.defaults()))
        .isInstanceOf(ChatTemplateException.class)
        .hasMessageContaining("the chat template")
        .hasMessageContaining("needs a system message");
  }

  @Test
  void embedded_severalThreads_haveALaneEach() {
    ModelOptions three =
        new ModelOptions(PrecisionChoice.INT8, 3, ModelOptions.defaults().limits());
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (LanguageModel model = LanguageModels.embedded(three)) {
      model.awaitLoaded();
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> !before.contains(thread))
          .extracting(Thread::getName)
          .filteredOn(name -> name.startsWith("cartulary-engine"))
          .containsExactlyInAnyOrder(
              "cartulary-engine-1", "cartulary-engine-2", "cartulary-engine-3");
    }
  }
}
