package dev.cartulary.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.checkpoint.ByteTokenizerJson;
import dev.cartulary.checkpoint.CheckpointException;
import dev.cartulary.document.CharSpan;
import dev.cartulary.embedded.EmbeddedCheckpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HuggingFaceTextTokenizerTest {
  private static final HuggingFaceTextTokenizer TOKENIZER =
      HuggingFaceTextTokenizer.open(EmbeddedCheckpoint.path().resolve("tokenizer.json"));

  @TempDir Path folder;

  @AfterAll
  static void close() {
    TOKENIZER.close();
  }

  /** Edge rows first, then random mixtures of scripts. */
  static Stream<String> texts() {
    List<String> alphabet =
        List.of(
            "a",
            "The",
            " ",
            "  ",
            "\n",
            "\t",
            "7",
            ".",
            "\u00e9",
            "e\u0301",
            "\u65e5\u672c",
            "\ud83d\ude00",
            "\ud83d\udc69\u200d\ud83d\udc67",
            "\u05d0",
            "\u00a0",
            "\0",
            "<|end|>",
            "\u2581",
            "</s>");
    Stream<String> random =
        IntStream.range(0, 60)
            .mapToObj(Random::new)
            .map(
                seed ->
                    seed.ints(seed.nextInt(40), 0, alphabet.size())
                        .mapToObj(alphabet::get)
                        .reduce("", String::concat));
    return Stream.concat(Stream.of("", " ", "\n", "x", "\ud83d\ude00"), random);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void encode_anyText_decodesToItselfAndSpansCoverIt(String text) {
    TokenizedText tokens = TOKENIZER.encode(text);
    assertThat(TOKENIZER.decode(tokens.ids())).isEqualTo(text);

    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    tokens.ids().stream().forEach(id -> bytes.writeBytes(TOKENIZER.bytes(id)));
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(text);

    CharSpan before = new CharSpan(0, 0);
    for (CharSpan span : tokens.spans()) {
      assertThat(span.start()).isGreaterThanOrEqualTo(before.start());
      assertThat(span.start()).isLessThanOrEqualTo(before.end());
      assertThat(span.end()).isGreaterThanOrEqualTo(before.end()).isGreaterThan(span.start());
      before = span;
    }
    assertThat(before.end()).isEqualTo(text.length());
  }

  @Test
  void encode_charactersOutsideOfTheFirstPlane_spansAreUtf16() {
    String text = "\ud83d\ude00 Delaware";
    TokenizedText tokens = TOKENIZER.encode(text);
    CharSpan last = tokens.spans().get(tokens.spans().size() - 1);
    assertThat(last.of(text)).isEqualTo(" Delaware");
    assertThat(tokens.spans().get(0)).isEqualTo(new CharSpan(0, 2));
  }

  @Test
  void encode_controlTokenInText_isOnlyText() {
    int end = TOKENIZER.special("<|end|>").orElseThrow();
    assertThat(TOKENIZER.encode("a<|end|>b").ids().stream()).isNotEmpty().doesNotContain(end);
    assertThat(TOKENIZER.encodeWithSpecials("a<|end|>b").ids().at(1)).isEqualTo(end);
    assertThat(TOKENIZER.decode(TokenIds.of(end))).isEmpty();
    assertThat(TOKENIZER.bytes(end)).isEmpty();
    assertThat(TOKENIZER.special("Delaware")).isEmpty();
    assertThat(TOKENIZER.vocabularySize()).isEqualTo(8192);
  }

  /** Control tokens after the model's own pieces get their ids by their order. */
  @Test
  void encode_controlTokensOutsideOfTheModelsVocabulary_keepTheirIds() throws IOException {
    Path file = folder.resolve("tokenizer.json");
    Files.writeString(file, ByteTokenizerJson.text());
    try (HuggingFaceTextTokenizer tokenizer = HuggingFaceTextTokenizer.open(file)) {
      assertThat(tokenizer.encodeWithSpecials("a<|none|>").ids()).isEqualTo(TokenIds.of(97, 261));
      assertThat(tokenizer.encode("a<|none|>").ids().stream()).hasSize(9).allMatch(id -> id < 256);
    }
  }

  @Test
  void encode_halfASurrogatePair_isReplaced() {
    TokenizedText tokens = TOKENIZER.encode("a\ud800b");
    assertThat(TOKENIZER.decode(tokens.ids())).isEqualTo("a\ufffdb");
    assertThat(tokens.spans().get(tokens.spans().size() - 1)).isEqualTo(new CharSpan(2, 3));
  }

  @Test
  void encode_byManyThreads_isTheSame() {
    String text = "The Supplier shall deliver 40 units to the Buyer. ".repeat(20);
    TokenizedText expected = TOKENIZER.encode(text);
    assertThat(IntStream.range(0, 64).parallel().mapToObj(i -> TOKENIZER.encode(text)))
        .hasSize(64)
        .allMatch(expected::equals);
  }

  @Test
  void open_notATokenizer_namesFileAndRemedy() throws IOException {
    Path file = folder.resolve("tokenizer.json");
    assertThatThrownBy(() -> HuggingFaceTextTokenizer.open(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("tokenizer.json: the file is missing");
    Files.writeString(file, "{\"model\": {\"type\": \"none\"}}");
    assertThatThrownBy(() -> HuggingFaceTextTokenizer.open(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("tokenizer.json")
        .hasMessageContaining("published with the weights");
  }
}
