package dev.cartulary.decoder;

import dev.cartulary.checkpoint.ElementType;
import dev.cartulary.checkpoint.LayerShape;
import dev.cartulary.checkpoint.ModelConfig;
import dev.cartulary.checkpoint.Rotary;
import dev.cartulary.checkpoint.SafeTensors;
import dev.cartulary.checkpoint.SafeTensors.Piece;
import dev.cartulary.checkpoint.TensorLayout;
import dev.cartulary.checkpoint.TensorLayout.Gain;
import dev.cartulary.checkpoint.TensorLayout.Part;
import dev.cartulary.checkpoint.TensorLayout.Stack;
import dev.cartulary.checkpoint.Trait;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.List;
import java.util.Optional;

/** Hands a checkpoint's numbers to the program, tensors piece by piece. */
final class WeightLoader {
  private static final int PIECE_BYTES = 1 << 20;
  private static final int LARGEST_PIECE_BYTES = 8 << 20;

  /** Rows that come together where they can: 4 bits are packed by so many. */
  private static final int BLOCK = 64;

  private final Program program;
  private final SafeTensors weights;
  private final ModelConfig model;
  private final ByteBuffer piece =
      ByteBuffer.allocateDirect(LARGEST_PIECE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final ByteBuffer widened =
      ByteBuffer.allocateDirect(2 * LARGEST_PIECE_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  WeightLoader(Program program, SafeTensors weights, ModelConfig model) {
    this.program = program;
    this.weights = weights;
    this.model = model;
  }

  void load() {
    for (LayerShape layer : model.layers()) {
      program.call(
          "add_layer",
          layer.heads(),
          layer.keyValueHeads(),
          layer.intermediate(),
          layer.windowed(),
          layer.rotary());
    }
    model.rotaries().forEach(this::rotary);
    TensorLayout layout = TensorLayout.of(model);
    rows(layout.embedding(), false);
    program.call("end_embedding");
    // Early, because it is the largest: the least is in memory beside what it is made from.
    layout.output().ifPresentOrElse(output -> matrix(output, false), this::tied);
    for (TensorLayout.Layer layer : layout.layers()) {
      norm(layer.beforeAttention());
      norm(layer.queries());
      norm(layer.keys());
      norm(layer.afterAttention());
      norm(layer.beforeMlp());
      norm(layer.afterMlp());
      matrix(layer.attentionInput(), true);
      matrix(layer.attentionOutput(), true);
      matrix(layer.mlpInput(), true);
      matrix(layer.mlpOutput(), true);
    }
    norm(Optional.of(layout.norm()));
  }

  private void rotary(Rotary rotary) {
    int variants = rotary.scaling().variants();
    int pairs = rotary.dimensions() / 2;
    double[] all = new double[variants * pairs];
    for (int variant = 0; variant < variants; variant++) {
      System.arraycopy(rotary.frequencies(variant), 0, all, variant * pairs, pairs);
    }
    program.call("add_frequencies", all, variants, rotary.scaling().amplitude());
  }

  private void tied() {
    program.call("end_tied");
    bias(List.of(), 1);
  }

  private void matrix(Stack stack, boolean inner) {
    rows(stack, inner);
    program.call("end_matrix");
    bias(stack.biases(), stack.factor());
  }

  private void rows(Stack stack, boolean inner) {
    int columns = stack.columns();
    boolean blocks =
        inner
            && BLOCK * columns <= LARGEST_PIECE_BYTES / Float.BYTES
            && stack.weights().stream().allMatch(part -> part.rows() % BLOCK == 0);
    program.call("begin_matrix", stack.rows(), columns, blocks);
    int unit = blocks ? BLOCK * columns : columns;
    int row = 0;
    for (Part part : stack.weights()) {
      int first = row;
      weights.stream(
          part.name(),
          List.of(part.rows(), columns),
          unit,
          piece(unit),
          run ->
              program.call(
                  "fill_matrix",
                  readable(run),
                  first + run.firstElement() / columns,
                  stack.factor()));
      row += part.rows();
    }
  }

  private void bias(List<Part> parts, double factor) {
    program.call("begin_vector", parts.stream().mapToInt(Part::rows).sum());
    long start = 0;
    for (Part part : parts) {
      fill(part.name(), part.rows(), start);
      start += part.rows();
    }
    program.call("end_bias", factor);
  }

  private void norm(Optional<Gain> gain) {
    program.call("begin_vector", gain.map(Gain::width).orElse(0));
    gain.ifPresent(present -> fill(present.name(), present.width(), 0));
    program.call("end_norm", model.family().has(Trait.GAIN_FROM_ONE) ? 1.0 : 0.0);
  }

  private void fill(String name, int size, long start) {
    weights.stream(
        name,
        List.of(size),
        1,
        piece(1),
        run -> program.call("fill_vector", readable(run), start + run.firstElement()));
  }

  /** A buffer for a unit of any type; small, because rounding takes several times its size. */
  private ByteBuffer piece(int unit) {
    int bytes = Math.min(LARGEST_PIECE_BYTES, Math.max(PIECE_BYTES, unit * Float.BYTES));
    return piece.slice(0, bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** bfloat16 as float32, of which it is the upper half; TorchScript cannot reinterpret bytes. */
  private Piece readable(Piece run) {
    if (run.type() != ElementType.BF16) {
      return run;
    }
    widened.clear();
    ShortBuffer halves = run.bytes().asShortBuffer();
    while (halves.hasRemaining()) {
      widened.putInt(halves.get() << 16);
    }
    return new Piece(widened.flip(), ElementType.F32, run.firstElement());
  }
}
