package dev.cartulary.decoder;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.checkpoint.Biases;
import dev.cartulary.checkpoint.CheckpointFolder;
import dev.cartulary.checkpoint.ElementType;
import dev.cartulary.checkpoint.Family;
import dev.cartulary.checkpoint.LayerShape;
import dev.cartulary.checkpoint.ModelConfig;
import dev.cartulary.checkpoint.Multipliers;
import dev.cartulary.checkpoint.Rotary;
import dev.cartulary.checkpoint.RotaryScaling;
import dev.cartulary.checkpoint.SafeTensorsWriter.Tensor;
import dev.cartulary.checkpoint.TestCheckpoint;
import dev.cartulary.tokenizer.TokenIds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trained model of the llama2.c project, whose greedy continuation is known. */
class StoriesTest {
  @TempDir Path folder;

  @Test
  void step_greedyFromTheBeginning_tellsTheKnownStory() throws IOException {
    Path model = stories();
    ByteBuffer file = littleEndian(model.resolve("stories260K.bin"));
    TestCheckpoint checkpoint = checkpoint(file);
    List<byte[]> pieces = pieces(littleEndian(model.resolve("tok512.bin")));
    ByteArrayOutputStream story = new ByteArrayOutputStream();
    try (TorchScriptDecoder decoder =
        TorchScriptDecoder.open(
            checkpoint.write(folder, ElementType.F32, 1), Precision.FLOAT32, 1)) {
      int token = 1;
      for (int step = 0; step < 200; step++) {
        Segment segment = new Segment.Branches(1, List.of(TokenIds.of(token)), 200);
        token = best(decoder.step(List.of(segment)));
        byte[] piece = pieces.get(token);
        int blank = step == 0 && piece[0] == ' ' ? 1 : 0;
        story.write(piece, blank, piece.length - blank);
      }
    }
    assertThat(story.toString(StandardCharsets.UTF_8))
        .isEqualTo(Files.readString(model.resolve("expected.txt")));
  }

  /** The model tells its story once more, and every precision reads it along. */
  @Test
  void step_itsOwnStory_costsLittleInEveryPrecision() throws IOException {
    ByteBuffer file = littleEndian(stories().resolve("stories260K.bin"));
    CheckpointFolder model = checkpoint(file).write(folder, ElementType.F32, 1);
    Map<Precision, Reading> readings = new EnumMap<>(Precision.class);
    List<Integer> story = new ArrayList<>(List.of(1));
    for (Precision precision : Precision.values()) {
      try (TorchScriptDecoder decoder = TorchScriptDecoder.open(model, precision, 1)) {
        while (story.size() < 200) {
          Segment next =
              new Segment.Branches(1, List.of(TokenIds.of(story.get(story.size() - 1))), 200);
          story.add(best(decoder.step(List.of(next))));
        }
        readings.put(precision, Reading.of(decoder, story));
      }
    }
    // Of a model so small, the likeliest tokens of a story are often near to each other.
    Reading exact = requireNonNull(readings.get(Precision.FLOAT32));
    assertThat(exact.agreement).isEqualTo(1);
    readings.forEach(
        (precision, reading) -> {
          boolean four = precision == Precision.INT4;
          assertThat(reading.perplexity / exact.perplexity)
              .as("perplexity in %s over that in float32", precision.label())
              .isBetween(0.9, four ? 1.25 : 1.02);
          assertThat(reading.agreement)
              .as("the same next token in %s", precision.label())
              .isGreaterThan(four ? 0.85 : 0.97);
        });
  }

  /**
   * How a decoder reads a text.
   *
   * @param perplexity e to the mean surprise of a token
   * @param agreement how often the likeliest token is the text's
   */
  private record Reading(double perplexity, double agreement) {
    static Reading of(TorchScriptDecoder decoder, List<Integer> text) {
      double surprise = 0;
      double same = 0;
      for (int i = 0; i + 1 < text.size(); i++) {
        Segment next = new Segment.Branches(2, List.of(TokenIds.of(text.get(i))), text.size());
        Logits logits = decoder.step(List.of(next));
        double sum = 0;
        for (int token = 0; token < logits.vocabulary(); token++) {
          sum += Math.exp(logits.at(0, token) - logits.at(0, text.get(i + 1)));
        }
        surprise += Math.log(sum);
        same += best(logits) == text.get(i + 1) ? 1 : 0;
      }
      int count = text.size() - 1;
      return new Reading(Math.exp(surprise / count), same / count);
    }
  }

  /** The folder beside the repository that has the model. */
  private static Path stories() {
    Path root =
        Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
            .filter(path -> Files.isDirectory(path.resolve(".mvn")))
            .findFirst()
            .orElseGet(() -> Assumptions.abort("not run inside of the repository"));
    Path folder = root.resolveSibling("shared").resolve("models/stories260K");
    Assumptions.assumeTrue(
        Files.isDirectory(folder), "the model stories260K is not beside the repository");
    return folder;
  }

  /** llama2.c's version 0: seven numbers, then float32 tensors, each of all layers. */
  private static TestCheckpoint checkpoint(ByteBuffer file) {
    int hidden = file.getInt();
    int inner = file.getInt();
    int layers = file.getInt();
    int heads = file.getInt();
    int keyHeads = file.getInt();
    int vocabulary = file.getInt();
    int context = file.getInt();
    int size = hidden / heads;
    ModelConfig config =
        new ModelConfig(
            Family.LLAMA,
            vocabulary,
            hidden,
            size,
            Collections.nCopies(layers, new LayerShape(heads, keyHeads, inner, false, 0)),
            List.of(new Rotary(10_000, size, new RotaryScaling.None())),
            0,
            Biases.NONE,
            Multipliers.plain(size),
            false,
            1e-5,
            true,
            context,
            Set.of(1),
            Set.of(2));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("model.embed_tokens.weight", tensor(file, vocabulary, hidden));
    each(tensors, layers, "input_layernorm", () -> tensor(file, hidden));
    each(tensors, layers, "self_attn.q_proj", () -> halved(tensor(file, hidden, hidden), size));
    each(
        tensors,
        layers,
        "self_attn.k_proj",
        () -> halved(tensor(file, keyHeads * size, hidden), size));
    each(tensors, layers, "self_attn.v_proj", () -> tensor(file, keyHeads * size, hidden));
    each(tensors, layers, "self_attn.o_proj", () -> tensor(file, hidden, hidden));
    each(tensors, layers, "post_attention_layernorm", () -> tensor(file, hidden));
    each(tensors, layers, "mlp.gate_proj", () -> tensor(file, inner, hidden));
    each(tensors, layers, "mlp.down_proj", () -> tensor(file, hidden, inner));
    each(tensors, layers, "mlp.up_proj", () -> tensor(file, inner, hidden));
    tensors.put("model.norm.weight", tensor(file, hidden));
    return new TestCheckpoint(config, tensors);
  }

  private static void each(
      Map<String, Tensor> tensors, int layers, String name, Supplier<Tensor> next) {
    for (int layer = 0; layer < layers; layer++) {
      tensors.put("model.layers." + layer + "." + name + ".weight", next.get());
    }
  }

  private static Tensor tensor(ByteBuffer file, Integer... shape) {
    int count = List.of(shape).stream().reduce(1, Math::multiplyExact);
    List<Float> numbers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      numbers.add(file.getFloat());
    }
    return new Tensor(List.of(shape), numbers);
  }

  /** Rows of interleaved rotary pairs, (0, 1), (2, 3), to halves: firsts, then seconds. */
  private static Tensor halved(Tensor interleaved, int size) {
    int columns = interleaved.shape().get(1);
    List<Float> numbers = new ArrayList<>();
    for (int row = 0; row < interleaved.shape().get(0); row++) {
      int inHead = row % size;
      int pair = inHead % (size / 2);
      int source = row - inHead + 2 * pair + (inHead < size / 2 ? 0 : 1);
      numbers.addAll(interleaved.numbers().subList(source * columns, (source + 1) * columns));
    }
    return new Tensor(interleaved.shape(), numbers);
  }

  /** A number for the longest piece, then score, length and bytes of each. */
  private static List<byte[]> pieces(ByteBuffer file) {
    file.getInt();
    List<byte[]> pieces = new ArrayList<>();
    while (file.hasRemaining()) {
      file.getFloat();
      byte[] piece = new byte[file.getInt()];
      file.get(piece);
      String text = new String(piece, StandardCharsets.UTF_8);
      boolean lone = text.matches("<0x[0-9A-F]{2}>");
      pieces.add(lone ? new byte[] {(byte) Integer.parseInt(text.substring(3, 5), 16)} : piece);
    }
    return pieces;
  }

  private static ByteBuffer littleEndian(Path file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int best(Logits logits) {
    int best = 0;
    for (int token = 1; token < logits.vocabulary(); token++) {
      best = logits.at(0, token) > logits.at(0, best) ? token : best;
    }
    return best;
  }
}
