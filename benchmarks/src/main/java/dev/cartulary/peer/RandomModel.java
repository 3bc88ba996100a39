package dev.cartulary.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A Llama model of a given shape with seeded random weights; its tokens are bytes and filling.
 *
 * @param vocabulary at least 258: the bytes, then filling, then the tokens that begin and end
 */
record RandomModel(
    int layers,
    int hidden,
    int heads,
    int keyValueHeads,
    int intermediate,
    int vocabulary,
    int context) {

  /** About 0.36 billion parameters, with the proportions of small models as published. */
  static final RandomModel SMALL = new RandomModel(24, 896, 14, 2, 4864, 32_000, 8_192);

  static final double EPSILON = 1e-6;
  static final double THETA = 10_000;

  /**
   * A tensor by its names in both formats.
   *
   * @param rows 0 for a vector of ones
   * @param rotaryHeads heads whose rows GGUF has in another order; 0 for none
   */
  record Tensor(String huggingFace, String gguf, int rows, int columns, int rotaryHeads) {
    boolean isNorm() {
      return rows == 0;
    }

    long size() {
      return (long) Math.max(1, rows) * columns;
    }

    /** A row as HuggingFace has it. */
    float[] row(int row) {
      SplittableRandom random = new SplittableRandom(31L * huggingFace.hashCode() + row);
      float[] numbers = new float[columns];
      double deviation = 0.5 / Math.sqrt(columns);
      for (int i = 0; i < columns; i++) {
        // Uniform with the wanted deviation: kernels do not care, and it is fast.
        numbers[i] =
            isNorm() ? 1 : (float) ((random.nextDouble() * 2 - 1) * Math.sqrt(3) * deviation);
      }
      return numbers;
    }

    /** The row of {@link #row} that stands at {@code row} in GGUF: pairs beside each other. */
    int ggufRow(int row) {
      if (rotaryHeads == 0) {
        return row;
      }
      int size = rows / rotaryHeads;
      int in = row % size;
      return row - in + in % 2 * (size / 2) + in / 2;
    }
  }

  int headSize() {
    return hidden / heads;
  }

  int beginId() {
    return vocabulary - 2;
  }

  int endId() {
    return vocabulary - 1;
  }

  long parameters() {
    return tensors().stream().mapToLong(Tensor::size).sum();
  }

  /** The tokens in the order of their ids, bytes as byte-level BPE writes them. */
  List<String> tokens() {
    List<String> tokens = new ArrayList<>();
    int moved = 0x100;
    for (int value = 0; value < 256; value++) {
      boolean visible = (value > ' ' && value < 0x7F) || (value > 0xA0 && value != 0xAD);
      tokens.add(Character.toString(visible ? value : moved++));
    }
    while (tokens.size() < vocabulary - 2) {
      tokens.add("<x" + tokens.size() + ">");
    }
    tokens.add("<bos>");
    tokens.add("<eos>");
    return tokens;
  }

  List<Tensor> tensors() {
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(
        new Tensor("model.embed_tokens.weight", "token_embd.weight", vocabulary, hidden, 0));
    int keys = keyValueHeads * headSize();
    for (int layer = 0; layer < layers; layer++) {
      String from = "model.layers." + layer + ".";
      String to = "blk." + layer + ".";
      tensors.add(
          new Tensor(from + "input_layernorm.weight", to + "attn_norm.weight", 0, hidden, 0));
      tensors.add(
          new Tensor(
              from + "self_attn.q_proj.weight", to + "attn_q.weight", hidden, hidden, heads));
      tensors.add(
          new Tensor(
              from + "self_attn.k_proj.weight", to + "attn_k.weight", keys, hidden, keyValueHeads));
      tensors.add(
          new Tensor(from + "self_attn.v_proj.weight", to + "attn_v.weight", keys, hidden, 0));
      tensors.add(
          new Tensor(
              from + "self_attn.o_proj.weight", to + "attn_output.weight", hidden, hidden, 0));
      tensors.add(
          new Tensor(
              from + "post_attention_layernorm.weight", to + "ffn_norm.weight", 0, hidden, 0));
      tensors.add(
          new Tensor(
              from + "mlp.gate_proj.weight", to + "ffn_gate.weight", intermediate, hidden, 0));
      tensors.add(
          new Tensor(from + "mlp.up_proj.weight", to + "ffn_up.weight", intermediate, hidden, 0));
      tensors.add(
          new Tensor(
              from + "mlp.down_proj.weight", to + "ffn_down.weight", hidden, intermediate, 0));
    }
    tensors.add(new Tensor("model.norm.weight", "output_norm.weight", 0, hidden, 0));
    return tensors;
  }
}
