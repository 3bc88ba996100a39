package dev.cartulary.decoder;

import dev.cartulary.checkpoint.ElementType;
import dev.cartulary.checkpoint.ModelConfig;
import dev.cartulary.checkpoint.SafeTensors;
import dev.cartulary.checkpoint.SafeTensors.Piece;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.List;

/**
 * Hands a Llama checkpoint's tensors to the program, piece by piece.
 *
 * <p>Matrices that read the same input are stacked into one: query, key and value; gate and up.
 */
final class WeightLoader {
  private static final int PIECE_BYTES = 4 << 20;

  private final Program program;
  private final SafeTensors weights;
  private final ModelConfig model;
  private final ByteBuffer piece =
      ByteBuffer.allocateDirect(PIECE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final ByteBuffer widened =
      ByteBuffer.allocateDirect(2 * PIECE_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  WeightLoader(Program program, SafeTensors weights, ModelConfig model) {
    this.program = program;
    this.weights = weights;
    this.model = model;
  }

  void load() {
    int hidden = model.hidden();
    int queries = model.heads() * model.headSize();
    int keys = model.keyValueHeads() * model.headSize();
    int inner = model.intermediate();
    program.call("set_frequencies", (Object) model.rotaryFrequencies());
    matrix("end_embedding", hidden, new Part("model.embed_tokens.weight", model.vocabulary()));
    for (int layer = 0; layer < model.layers(); layer++) {
      String at = "model.layers." + layer + ".";
      norm(at + "input_layernorm.weight");
      norm(at + "post_attention_layernorm.weight");
      matrix(
          "end_matrix",
          hidden,
          new Part(at + "self_attn.q_proj.weight", queries),
          new Part(at + "self_attn.k_proj.weight", keys),
          new Part(at + "self_attn.v_proj.weight", keys));
      matrix("end_matrix", queries, new Part(at + "self_attn.o_proj.weight", hidden));
      matrix(
          "end_matrix",
          hidden,
          new Part(at + "mlp.gate_proj.weight", inner),
          new Part(at + "mlp.up_proj.weight", inner));
      matrix("end_matrix", inner, new Part(at + "mlp.down_proj.weight", hidden));
    }
    norm("model.norm.weight");
    if (model.tiedEmbeddings()) {
      program.call("end_tied");
    } else {
      matrix("end_matrix", hidden, new Part("lm_head.weight", model.vocabulary()));
    }
  }

  /** A tensor of {@code rows} rows that goes into a stack. */
  private record Part(String name, int rows) {}

  private void matrix(String end, int columns, Part... parts) {
    long rows = 0;
    for (Part part : parts) {
      weights.require(part.name(), List.of(part.rows(), columns));
      rows += part.rows();
    }
    program.call("begin", (Object) new long[] {rows, columns});
    long start = 0;
    for (Part part : parts) {
      fill(part.name(), List.of(part.rows(), columns), start);
      start += (long) part.rows() * columns;
    }
    program.call(end);
  }

  private void norm(String name) {
    weights.require(name, List.of(model.hidden()));
    program.call("begin", (Object) new long[] {model.hidden()});
    fill(name, List.of(model.hidden()), 0);
    program.call("end_norm");
  }

  private void fill(String name, List<Integer> shape, long start) {
    weights.stream(
        name, shape, piece, run -> program.call("fill", readable(run), start + run.firstElement()));
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
