package dev.cartulary.decoder;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.checkpoint.Biases;
import dev.cartulary.checkpoint.CheckpointFolder;
import dev.cartulary.checkpoint.ElementType;
import dev.cartulary.checkpoint.ModelConfig;
import dev.cartulary.checkpoint.RotaryScaling;
import dev.cartulary.checkpoint.SafeTensorsWriter;
import dev.cartulary.checkpoint.TestCheckpoint;
import dev.cartulary.tokenizer.TokenIds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorchScriptDecoderTest {
  private static final long SMALL = Long.MAX_VALUE;
  private static final long NOT_SMALL = 0;
  private static final RotaryScaling NONE = new RotaryScaling.None();
  private static final RotaryScaling LLAMA3 = new RotaryScaling.Llama3(8, 1, 4, 64);

  @TempDir Path folder;

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of("plain heads, tied", config(3, 3, true, NONE), ElementType.F32, 1),
        Arguments.of("grouped heads, own output", config(6, 2, false, NONE), ElementType.F32, 1),
        Arguments.of("one key head", config(4, 1, true, NONE), ElementType.BF16, 1),
        Arguments.of("Llama 3 positions", config(4, 2, false, LLAMA3), ElementType.BF16, 1),
        Arguments.of(
            "linear positions",
            config(4, 4, true, new RotaryScaling.Linear(4)),
            ElementType.F16,
            1),
        Arguments.of(
            "biases everywhere",
            TestCheckpoint.config(4, 2, true, NONE, new Biases(true, true, true)),
            ElementType.F32,
            1),
        Arguments.of("three shards", config(4, 2, false, NONE), ElementType.F16, 3));
  }

  /** Guards the whole program: every later test compares the program with itself only. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void step_prefixAndBranches_agreesWithNaiveForward(
      String name, ModelConfig config, ElementType type, int shards) {
    TestCheckpoint checkpoint = TestCheckpoint.random(config, type, name.hashCode());
    assertThat(differences(checkpoint, type, shards, Precision.FLOAT32))
        .hasSize(15)
        .allMatch(difference -> difference < 1e-4);
  }

  /**
   * A number on the border of two steps may fall to either side, and what follows then differs by a
   * few per cent; most rows meet none.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void step_int8_agreesWithNaiveForwardOfRoundedNumbers(String name, ModelConfig config) {
    CheckpointFolder written =
        TestCheckpoint.random(config, ElementType.F32, name.hashCode())
            .write(folder, ElementType.F32, 1);
    for (long smallParameters : new long[] {SMALL, NOT_SMALL}) {
      Device device = int8(smallParameters);
      NaiveForward naive =
          new NaiveForward(written, Precision.INT8, device.hasByteKernels(config, 1));
      Libtorch libtorch = new Libtorch(null, device);
      try (TorchScriptDecoder decoder =
          TorchScriptDecoder.open(written, Precision.INT8, libtorch, 1)) {
        List<Double> differences = differences(decoder, naive);
        assertThat(differences).hasSize(15).allMatch(difference -> difference < 0.1, "within 10 %");
        // Scores of 16 bits differ by more than the sums of products do.
        double exact = device.halvesAttention(Precision.INT8, 1) ? 0.01 : 1e-3;
        assertThat(differences.stream().sorted().toList().get(4)).isLessThan(exact);
      }
    }
  }

  /** Whose products in 8 bits are fbgemm's of a small model, else oneDNN's where there is VNNI. */
  private static Device int8(long smallParameters) {
    return new Device("cpu", Set.of(Precision.INT8), false, 1, 1000, 90, 8, smallParameters);
  }

  /** Widths of whole groups of 32; bfloat16 and 4 bits round what they compute as well. */
  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"BFLOAT16", "INT4"})
  void step_precision_agreesWithNaiveForwardOfRoundedNumbers(Precision precision) {
    ModelConfig wide = TestCheckpoint.wide(true);
    TestCheckpoint checkpoint = TestCheckpoint.random(wide, ElementType.BF16, 4);
    List<Double> rounded = differences(checkpoint, ElementType.BF16, 1, precision);
    assertThat(rounded).hasSize(15).allMatch(difference -> difference < 0.1);
    assertThat(rounded.stream().sorted().toList().get(6)).isLessThan(0.01);
  }

  /** As on a graphics card, whose attention has 16 bits: the same program on the processor. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void step_attentionInHalves_agreesWithNaiveForwardAndHoldsHalfTheCache(
      String name, ModelConfig config) {
    Libtorch halves =
        new Libtorch(
            null, new Device("cpu", Set.of(Precision.BFLOAT16), true, 1, 50, 1, 3, 64_000_000));
    TestCheckpoint checkpoint = TestCheckpoint.random(config, ElementType.BF16, name.hashCode());
    CheckpointFolder written = checkpoint.write(folder, ElementType.BF16, 1);
    NaiveForward naive = new NaiveForward(written, Precision.BFLOAT16);
    try (TorchScriptDecoder decoder =
        TorchScriptDecoder.open(written, Precision.BFLOAT16, halves, 1)) {
      assertThat(differences(decoder, naive))
          .hasSize(15)
          .allMatch(difference -> difference < 0.1, "within 10 %");
      decoder.step(List.of(new Segment.Prefix(9, ids(new Random(1), 10))));
      assertThat(decoder.heldBytes()).isEqualTo(10 * config.cacheNumbers() * Short.BYTES);
      assertThat(decoder.cacheBytes(10)).isEqualTo(decoder.heldBytes());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void step_fewRowsAtATime_agreesWithNaiveForward(String name, ModelConfig config) {
    Libtorch narrow =
        new Libtorch(
            null, new Device("cpu", Set.of(Precision.FLOAT32), false, 1, 50, 60, 3, 64_000_000));
    CheckpointFolder written =
        TestCheckpoint.random(config, ElementType.F32, name.hashCode())
            .write(folder, ElementType.F32, 1);
    try (TorchScriptDecoder decoder =
        TorchScriptDecoder.open(written, Precision.FLOAT32, narrow, 1)) {
      assertThat(differences(decoder, new NaiveForward(written, Precision.FLOAT32)))
          .hasSize(15)
          .allMatch(difference -> difference < 1e-4, "equal but for rounding");
    }
  }

  /** So that a document's values do not depend on what else is read beside it. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void step_prefixCutAtPieces_givesTheSameBits(String name, ModelConfig config) {
    prefixCutAtPieces_givesTheSameBits(name, config, SMALL);
    prefixCutAtPieces_givesTheSameBits(name, config, NOT_SMALL);
  }

  private void prefixCutAtPieces_givesTheSameBits(
      String name, ModelConfig config, long smallParameters) {
    Libtorch narrow = new Libtorch(null, int8(smallParameters));
    CheckpointFolder written =
        TestCheckpoint.random(config, ElementType.F32, name.hashCode())
            .write(folder, ElementType.F32, 1);
    TokenIds prefix = ids(new Random(4), 45);
    List<TokenIds> branch = List.of(TokenIds.of(5, 6), TokenIds.of(7));
    try (TorchScriptDecoder decoder = TorchScriptDecoder.open(written, Precision.INT8, narrow, 1)) {
      assertThat(decoder.pieceTokens()).isEqualTo(8);
      decoder.step(List.of(new Segment.Prefix(1, prefix)));
      List<float[]> whole = rows(decoder.step(List.of(new Segment.Branches(1, branch, 2))));
      for (int size : new int[] {8, 16, 40}) {
        for (int start = 0; start < prefix.size(); start += size) {
          TokenIds piece = prefix.slice(start, Math.min(prefix.size(), start + size));
          decoder.step(List.of(new Segment.Prefix(size, piece)));
        }
        List<float[]> pieces = rows(decoder.step(List.of(new Segment.Branches(size, branch, 2))));
        assertThat(pieces).as("pieces of %d", size).usingRecursiveComparison().isEqualTo(whole);
      }
    }
  }

  /** oneDNN's products are of whole groups of rows; those that fill one up must not show. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void step_int8OfManyRequests_givesTheBitsOfEachAlone(String name, ModelConfig config) {
    CheckpointFolder written =
        TestCheckpoint.random(config, ElementType.F32, name.hashCode())
            .write(folder, ElementType.F32, 1);
    for (long smallParameters : new long[] {SMALL, NOT_SMALL}) {
      Libtorch libtorch = new Libtorch(null, int8(smallParameters));
      try (TorchScriptDecoder decoder =
          TorchScriptDecoder.open(written, Precision.INT8, libtorch, 1)) {
        for (int requests : new int[] {3, 11, 27}) {
          Random random = new Random(requests);
          List<Segment> segments = new ArrayList<>();
          List<float[]> alone = new ArrayList<>();
          for (int request = 0; request < requests; request++) {
            List<TokenIds> branches = List.of(ids(random, 2));
            segments.add(new Segment.Branches(1000L * requests + request, branches, 2));
            Segment same = new Segment.Branches(request, branches, 2);
            alone.addAll(rows(decoder.step(List.of(same))));
            decoder.close(request);
          }
          assertThat(rows(decoder.step(segments)))
              .as("%d requests", requests)
              .usingRecursiveComparison()
              .isEqualTo(alone);
        }
      }
    }
  }

  /** The program is optimized after its first steps; a document's values must not show when. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void step_asOftenAsTheProgramIsOptimized_givesTheSameBits(String name, ModelConfig config) {
    CheckpointFolder written =
        TestCheckpoint.random(config, ElementType.F32, name.hashCode())
            .write(folder, ElementType.F32, 1);
    TokenIds prefix = ids(new Random(6), 20);
    List<TokenIds> branches = List.of(TokenIds.of(5, 6), TokenIds.of(7));
    try (TorchScriptDecoder decoder = TorchScriptDecoder.open(written, Precision.INT8, 1)) {
      List<float[]> first = List.of();
      for (int request = 0; request < Program.PLAIN_STEPS; request++) {
        decoder.step(List.of(new Segment.Prefix(request, prefix)));
        List<float[]> rows =
            rows(decoder.step(List.of(new Segment.Branches(request, branches, 2))));
        decoder.close(request);
        first = request == 0 ? rows : first;
        assertThat(rows).as("request %d", request).usingRecursiveComparison().isEqualTo(first);
      }
    }
  }

  /** As that of padding: a row's largest number is the divisor of its bytes. */
  @Test
  void step_int8OfATokenWithoutAnEmbedding_isZeroByItselfAndHarmless() {
    TestCheckpoint checkpoint =
        TestCheckpoint.random(config(4, 2, true, NONE), ElementType.F32, 11);
    String name = "model.embed_tokens.weight";
    SafeTensorsWriter.Tensor embedding = requireNonNull(checkpoint.tensors().get(name));
    List<Float> numbers = new ArrayList<>(embedding.numbers());
    int hidden = checkpoint.config().hidden();
    Collections.fill(numbers.subList(5 * hidden, 6 * hidden), 0f);
    Map<String, SafeTensorsWriter.Tensor> tensors = new LinkedHashMap<>(checkpoint.tensors());
    tensors.put(name, new SafeTensorsWriter.Tensor(embedding.shape(), numbers));
    CheckpointFolder written =
        new TestCheckpoint(checkpoint.config(), tensors).write(folder, ElementType.F32, 1);
    NaiveForward naive = new NaiveForward(written, Precision.INT8);
    for (int count : new int[] {1, 4, 30}) {
      int[] padding = IntStream.generate(() -> 5).limit(count).toArray();
      try (TorchScriptDecoder decoder = TorchScriptDecoder.open(written, Precision.INT8, 1)) {
        List<TokenIds> branches = List.of(TokenIds.of(padding));
        Logits nothing = decoder.step(List.of(new Segment.Branches(1, branches, 40)));
        assertThat(rows(nothing)).hasSize(1);
        assertNear(rows(nothing), List.of(new float[nothing.vocabulary()]));
        Conversation among = new Conversation(2, TokenIds.of(7, 5), branches.get(0));
        decoder.step(List.of(among.prefix(0, 2)));
        Logits beside = decoder.step(List.of(among.branches()));
        assertThat(among.differences(beside, 0, naive)).allMatch(difference -> difference < 0.1);
      }
    }
  }

  @Test
  void open_precisionTheDeviceHasNoKernelsFor_isRefused() {
    CheckpointFolder written =
        TestCheckpoint.random(TestCheckpoint.wide(true), ElementType.BF16, 4)
            .write(folder, ElementType.BF16, 1);
    assertThatThrownBy(
            () ->
                TorchScriptDecoder.open(
                    written, Precision.INT8, new Libtorch(null, Device.CUDA), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cuda:0 cannot compute int8");
  }

  /**
   * Runs a ragged conversation of two requests against the naive pass; the difference over the
   * logits, both as root of the sum of squares, row by row.
   */
  private List<Double> differences(
      TestCheckpoint checkpoint, ElementType type, int shards, Precision precision) {
    CheckpointFolder written = checkpoint.write(folder, type, shards);
    NaiveForward naive = new NaiveForward(written, precision);
    try (TorchScriptDecoder decoder = TorchScriptDecoder.open(written, precision, 1)) {
      return differences(decoder, naive);
    }
  }

  /** Leaves no request open. */
  private static List<Double> differences(TorchScriptDecoder decoder, NaiveForward naive) {
    Random random = new Random(7);
    List<Double> differences = new ArrayList<>();
    Conversation first = new Conversation(1, ids(random, 17), ids(random, 3), ids(random, 1));
    Conversation second =
        new Conversation(2, ids(random, 0), ids(random, 2), ids(random, 5), ids(random, 2));
    // One branch and no other.
    Conversation third = new Conversation(3, ids(random, 9), ids(random, 3));
    decoder.step(List.of(first.prefix(0, 10), third.prefix(0, 9)));
    Logits opened = decoder.step(List.of(second.branches(), first.prefix(10, 17)));
    differences.addAll(second.differences(opened, 0, naive));
    Logits both =
        decoder.step(List.of(third.branches(), first.branches(), second.next(random, 1, 1, 2)));
    differences.addAll(third.differences(both, 0, naive));
    differences.addAll(first.differences(both, 1, naive));
    differences.addAll(second.differences(both, 3, naive));
    Logits alone = decoder.step(List.of(third.next(random, 1)));
    differences.addAll(third.differences(alone, 0, naive));
    differences.addAll(third.differences(decoder.step(List.of(third.next(random, 4))), 0, naive));
    decoder.keep(2, List.of(1, 2));
    second.keep(1, 2);
    Logits kept = decoder.step(List.of(second.next(random, 1, 1), first.next(random, 1, 3)));
    differences.addAll(second.differences(kept, 0, naive));
    differences.addAll(first.differences(kept, 2, naive));
    decoder.close(1);
    decoder.close(2);
    decoder.close(3);
    return differences;
  }

  /** What a request has said so far, and what the naive pass makes of it. */
  private static final class Conversation {
    private static final int CAPACITY = 40;
    private final long request;
    private final TokenIds prefix;
    private final List<TokenIds> branches;

    Conversation(long request, TokenIds prefix, TokenIds... branches) {
      this.request = request;
      this.prefix = prefix;
      this.branches = new ArrayList<>(List.of(branches));
    }

    Segment prefix(int start, int end) {
      return new Segment.Prefix(request, prefix.slice(start, end));
    }

    Segment branches() {
      return new Segment.Branches(request, branches, CAPACITY);
    }

    Segment next(Random random, int... counts) {
      List<TokenIds> next = IntStream.of(counts).mapToObj(count -> ids(random, count)).toList();
      for (int branch = 0; branch < next.size(); branch++) {
        branches.set(branch, branches.get(branch).plus(next.get(branch)));
      }
      return new Segment.Branches(request, next, CAPACITY);
    }

    void keep(int... kept) {
      List<TokenIds> all = List.copyOf(branches);
      branches.clear();
      IntStream.of(kept).forEach(branch -> branches.add(all.get(branch)));
    }

    List<Double> differences(Logits logits, int firstRow, NaiveForward naive) {
      List<Double> differences = new ArrayList<>();
      for (int branch = 0; branch < branches.size(); branch++) {
        double[] expected = naive.logits(0, prefix.plus(branches.get(branch)).toArray());
        double squares = 0;
        double difference = 0;
        for (int token = 0; token < expected.length; token++) {
          squares += expected[token] * expected[token];
          double off = expected[token] - logits.at(firstRow + branch, token);
          difference += off * off;
        }
        differences.add(Math.sqrt(difference / squares));
      }
      return differences;
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 2})
  void step_manyRequestsAtOnce_equalsEachAlone(long seed) {
    Random random = new Random(seed);
    try (TorchScriptDecoder decoder = small()) {
      List<TokenIds> prefixes = List.of(ids(random, 40), ids(random, 1), ids(random, 13));
      List<List<TokenIds>> branches =
          List.of(
              List.of(ids(random, 4), ids(random, 2)),
              List.of(ids(random, 3)),
              List.of(ids(random, 1), ids(random, 6), ids(random, 1)));
      List<Segment> prefill = new ArrayList<>();
      List<Segment> open = new ArrayList<>();
      List<float[]> alone = new ArrayList<>();
      for (int i = 0; i < prefixes.size(); i++) {
        prefill.add(new Segment.Prefix(i, prefixes.get(i)));
        open.add(new Segment.Branches(i, branches.get(i), 8));
        decoder.step(List.of(new Segment.Prefix(100 + i, prefixes.get(i))));
        Logits one = decoder.step(List.of(new Segment.Branches(100 + i, branches.get(i), 8)));
        alone.addAll(rows(one));
      }
      assertThat(decoder.step(prefill).rows()).isZero();
      List<float[]> together = rows(decoder.step(open));
      assertThat(together).hasSize(6);
      assertNear(together, alone);
    }
  }

  @Test
  void step_branches_equalPlainPrompts() {
    Random random = new Random(3);
    TokenIds prefix = ids(random, 60);
    List<TokenIds> branches = List.of(ids(random, 5), ids(random, 1), ids(random, 3));
    try (TorchScriptDecoder decoder = small()) {
      decoder.step(List.of(new Segment.Prefix(1, prefix)));
      List<float[]> shared = rows(decoder.step(List.of(new Segment.Branches(1, branches, 5))));
      List<float[]> plain = new ArrayList<>();
      for (int i = 0; i < branches.size(); i++) {
        TokenIds prompt = prefix.plus(branches.get(i));
        plain.addAll(
            rows(decoder.step(List.of(new Segment.Branches(10 + i, List.of(prompt), 65)))));
      }
      assertThat(shared).hasSize(3);
      assertNear(shared, plain);
    }
  }

  @Test
  void copyPrefix_goesOnAsIfComputed() {
    TokenIds common = ids(new Random(4), 30);
    TokenIds rest = ids(new Random(5), 20);
    List<TokenIds> branch = List.of(TokenIds.of(5, 6));
    try (TorchScriptDecoder decoder = small()) {
      decoder.step(List.of(new Segment.Prefix(1, common.plus(TokenIds.of(1, 2, 3)))));
      decoder.copyPrefix(1, new Segment.Prefix(2, common, 50, 52));
      decoder.close(1);
      assertThat(decoder.heldBytes()).isEqualTo(decoder.cacheBytes(50));
      decoder.step(List.of(new Segment.Prefix(2, rest, 50, 52)));
      decoder.step(List.of(new Segment.Prefix(3, common.plus(rest))));
      List<float[]> computed = rows(decoder.step(List.of(new Segment.Branches(3, branch, 2))));
      assertNear(rows(decoder.step(List.of(new Segment.Branches(2, branch, 2)))), computed);

      assertThatThrownBy(() -> decoder.copyPrefix(7, new Segment.Prefix(8, common)))
          .hasMessageContaining("request 7 is not open");
      assertThatThrownBy(() -> decoder.copyPrefix(3, new Segment.Prefix(2, common)))
          .hasMessageContaining("has no 30 tokens for request 2");
    }
  }

  @Test
  void copyPrefix_ofARequestWhoseOnlyBranchEnded_takesNothingOfTheBranch() {
    TokenIds prefix = ids(new Random(4), 30);
    List<TokenIds> branch = List.of(TokenIds.of(5, 6));
    try (TorchScriptDecoder decoder = small()) {
      decoder.step(List.of(new Segment.Prefix(1, prefix, 38, 38)));
      decoder.step(List.of(new Segment.Branches(1, List.of(ids(new Random(5), 6)), 8)));
      assertThat(decoder.heldBytes()).isEqualTo(decoder.cacheBytes(38));
      decoder.keep(1, List.of());
      decoder.copyPrefix(1, new Segment.Prefix(2, prefix, 32, 32));
      decoder.step(List.of(new Segment.Prefix(3, prefix)));
      List<float[]> computed = rows(decoder.step(List.of(new Segment.Branches(3, branch, 2))));
      assertNear(rows(decoder.step(List.of(new Segment.Branches(2, branch, 2)))), computed);
      assertThatThrownBy(
              () -> decoder.copyPrefix(1, new Segment.Prefix(4, prefix.plus(branch.get(0)))))
          .hasMessageContaining("has no 32 tokens for request 4");
    }
  }

  @ParameterizedTest(name = "pieces of {0}")
  @ValueSource(ints = {1, 7, 59, 60})
  void step_prefixInPieces_equalsWhole(int size) {
    TokenIds prefix = ids(new Random(4), 60);
    List<TokenIds> branch = List.of(TokenIds.of(5, 6));
    try (TorchScriptDecoder decoder = small()) {
      decoder.step(List.of(new Segment.Prefix(1, prefix)));
      for (int start = 0; start < 60; start += size) {
        TokenIds piece = prefix.slice(start, Math.min(60, start + size));
        decoder.step(List.of(new Segment.Prefix(2, piece)));
      }
      List<float[]> whole = rows(decoder.step(List.of(new Segment.Branches(1, branch, 2))));
      assertNear(rows(decoder.step(List.of(new Segment.Branches(2, branch, 2)))), whole);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 2, 3})
  void keep_anySubsets_leavesTheOthersAsTheyWere(long seed) {
    Random random = new Random(seed);
    TokenIds prefix = ids(random, 9);
    List<TokenIds> branches =
        IntStream.range(0, 12).mapToObj(i -> ids(random, 1 + random.nextInt(4))).toList();
    try (TorchScriptDecoder decoder = small()) {
      decoder.step(List.of(new Segment.Prefix(1, prefix)));
      decoder.step(List.of(new Segment.Branches(1, branches, 20)));
      List<TokenIds> present = new ArrayList<>(branches);
      while (present.size() > 1) {
        List<Integer> kept =
            IntStream.range(0, present.size()).filter(i -> random.nextInt(4) > 0).boxed().toList();
        decoder.keep(1, kept);
        present = new ArrayList<>(kept.stream().map(present::get).toList());
        List<TokenIds> next = present.stream().map(branch -> ids(random, 1)).toList();
        for (int i = 0; i < next.size(); i++) {
          present.set(i, present.get(i).plus(next.get(i)));
        }
        if (!next.isEmpty()) {
          Logits logits = decoder.step(List.of(new Segment.Branches(1, next, 20)));
          decoder.step(List.of(new Segment.Prefix(2, prefix)));
          assertNear(
              rows(logits), rows(decoder.step(List.of(new Segment.Branches(2, present, 20)))));
          decoder.close(2);
        }
      }
    }
  }

  @Test
  void close_request_freesItsCache() {
    try (TorchScriptDecoder decoder = small()) {
      decoder.step(List.of(new Segment.Prefix(1, ids(new Random(1), 30))));
      decoder.step(List.of(new Segment.Branches(2, Collections.nCopies(4, TokenIds.of(3)), 10)));
      assertThat(decoder.heldBytes()).isEqualTo(decoder.cacheBytes(30 + 4 * 10));
      decoder.keep(2, List.of(1, 3));
      assertThat(decoder.heldBytes()).isEqualTo(decoder.cacheBytes(30 + 2 * 10));
      decoder.close(1);
      assertThat(decoder.heldBytes()).isEqualTo(decoder.cacheBytes(2 * 10));
      decoder.close(2);
      decoder.close(77);
      assertThat(decoder.heldBytes()).isZero();
    }
  }

  @Test
  void step_brokenContract_refusedAndNothingChanges() {
    try (TorchScriptDecoder decoder = small()) {
      TokenIds one = TokenIds.of(1);
      Segment prefix = new Segment.Prefix(1, one);
      assertThatThrownBy(() -> decoder.step(List.of(prefix, prefix)))
          .hasMessageContaining("there twice");
      assertThatThrownBy(() -> decoder.step(List.of(new Segment.Prefix(1, TokenIds.of(300)))))
          .hasMessageContaining("outside of the vocabulary of 300");
      assertThatThrownBy(
              () -> decoder.step(List.of(new Segment.Prefix(1, ids(new Random(1), 513)))))
          .hasMessageContaining("context is 512");
      assertThatThrownBy(() -> decoder.keep(5, List.of())).hasMessageContaining("not open");
      assertThat(decoder.heldBytes()).isZero();

      decoder.step(List.of(new Segment.Branches(1, List.of(one, one), 2)));
      assertThatThrownBy(() -> decoder.step(List.of(prefix))).hasMessageContaining("cannot grow");
      assertThatThrownBy(() -> decoder.step(List.of(new Segment.Branches(1, List.of(one), 2))))
          .hasMessageContaining("has 2 branches");
      assertThatThrownBy(() -> decoder.keep(1, List.of(1, 0))).hasMessageContaining("ascending");
      decoder.step(List.of(new Segment.Branches(1, List.of(one, one), 2)));
      assertThatThrownBy(() -> decoder.step(List.of(new Segment.Branches(1, List.of(one, one), 2))))
          .hasMessageContaining("3 tokens has room for 2");
    }
  }

  @Test
  void step_nothing_noRows() {
    try (TorchScriptDecoder decoder = small()) {
      assertThat(decoder.step(List.of()).rows()).isZero();
      Segment empty = new Segment.Prefix(1, TokenIds.EMPTY);
      assertThat(decoder.step(List.of(empty)).rows()).isZero();
      assertThat(decoder.step(List.of(new Segment.Branches(1, List.of(), 5))).rows()).isZero();
    }
  }

  private TorchScriptDecoder small() {
    CheckpointFolder checkpoint =
        TestCheckpoint.random(config(4, 2, true, NONE), ElementType.F32, 11)
            .write(folder, ElementType.F32, 1);
    return TorchScriptDecoder.open(checkpoint, Precision.FLOAT32, 1);
  }

  private static ModelConfig config(int heads, int keys, boolean tied, RotaryScaling scaling) {
    return TestCheckpoint.config(heads, keys, tied, scaling);
  }

  private static TokenIds ids(Random random, int count) {
    return TokenIds.of(random.ints(count, 0, 300).toArray());
  }

  private static List<float[]> rows(Logits logits) {
    List<float[]> rows = new ArrayList<>();
    for (int row = 0; row < logits.rows(); row++) {
      float[] values = new float[logits.vocabulary()];
      for (int token = 0; token < values.length; token++) {
        values[token] = logits.at(row, token);
      }
      rows.add(values);
    }
    return rows;
  }

  private static void assertNear(List<float[]> actual, List<float[]> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int row = 0; row < actual.size(); row++) {
      assertThat(actual.get(row)).containsExactly(expected.get(row), within(2e-5f));
    }
  }

  private static org.assertj.core.data.Offset<Float> within(float tolerance) {
    return org.assertj.core.data.Offset.offset(tolerance);
  }
}
