package dev.cartulary.decoder;

import dev.cartulary.checkpoint.ModelConfig;
import dev.cartulary.checkpoint.TestCheckpoint;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A Llama forward pass in float64, written for reading: one sequence, no cache, every position
 * computed anew. With 8 bits, the inputs of a linear layer are rounded as the program rounds them.
 */
final class NaiveForward {
  private final ModelConfig model;
  private final Precision precision;
  private final Map<String, double[]> tensors = new HashMap<>();

  NaiveForward(TestCheckpoint checkpoint, Precision precision) {
    this.precision = precision;
    this.model = checkpoint.config();
    checkpoint
        .tensors()
        .forEach(
            (name, tensor) ->
                tensors.put(
                    name, tensor.numbers().stream().mapToDouble(Float::doubleValue).toArray()));
  }

  /** The logits after the last token, {@code (vocabulary)}. */
  double[] logits(int... tokens) {
    double[][] x = new double[tokens.length][]; // (tokens, hidden)
    double[] embedding = tensor("model.embed_tokens.weight");
    for (int t = 0; t < tokens.length; t++) {
      x[t] = row(embedding, tokens[t], model.hidden());
    }
    for (int layer = 0; layer < model.layers(); layer++) {
      String at = "model.layers." + layer + ".";
      double[][] attended = attention(at, x);
      for (int t = 0; t < tokens.length; t++) {
        add(x[t], attended[t]);
        add(x[t], mlp(at, norm(at + "post_attention_layernorm.weight", x[t])));
      }
    }
    double[] last = norm("model.norm.weight", x[tokens.length - 1]);
    return times(model.tiedEmbeddings() ? "model.embed_tokens.weight" : "lm_head.weight", last);
  }

  private double[][] attention(String at, double[][] x) {
    int size = model.headSize();
    int group = model.heads() / model.keyValueHeads();
    double[][] queries = new double[x.length][]; // (tokens, heads * size)
    double[][] keys = new double[x.length][]; // (tokens, key heads * size)
    double[][] values = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] input = norm(at + "input_layernorm.weight", x[t]);
      queries[t] = turned(times(at + "self_attn.q_proj.weight", input), t);
      keys[t] = turned(times(at + "self_attn.k_proj.weight", input), t);
      values[t] = times(at + "self_attn.v_proj.weight", input);
    }
    double[][] outputs = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] mixed = new double[model.heads() * size];
      for (int head = 0; head < model.heads(); head++) {
        int from = head / group * size;
        double[] weights = new double[t + 1];
        double sum = 0;
        for (int s = 0; s <= t; s++) {
          double dot = 0;
          for (int i = 0; i < size; i++) {
            dot += queries[t][head * size + i] * keys[s][from + i];
          }
          weights[s] = Math.exp(dot / Math.sqrt(size));
          sum += weights[s];
        }
        for (int s = 0; s <= t; s++) {
          for (int i = 0; i < size; i++) {
            mixed[head * size + i] += weights[s] / sum * values[s][from + i];
          }
        }
      }
      outputs[t] = times(at + "self_attn.o_proj.weight", mixed);
    }
    return outputs;
  }

  /** Each head's dimension i and i + size / 2 turned by position times the pair's frequency. */
  private double[] turned(double[] heads, int position) {
    int size = model.headSize();
    double[] frequencies = model.rotaryFrequencies();
    double[] turned = new double[heads.length];
    for (int head = 0; head < heads.length; head += size) {
      for (int i = 0; i < size / 2; i++) {
        double cos = Math.cos(position * frequencies[i]);
        double sin = Math.sin(position * frequencies[i]);
        double a = heads[head + i];
        double b = heads[head + i + size / 2];
        turned[head + i] = a * cos - b * sin;
        turned[head + i + size / 2] = b * cos + a * sin;
      }
    }
    return turned;
  }

  private double[] mlp(String at, double[] x) {
    double[] gate = times(at + "mlp.gate_proj.weight", x);
    double[] up = times(at + "mlp.up_proj.weight", x);
    for (int i = 0; i < gate.length; i++) {
      up[i] *= gate[i] / (1 + Math.exp(-gate[i]));
    }
    return times(at + "mlp.down_proj.weight", up);
  }

  private double[] norm(String name, double[] x) {
    double[] gain = tensor(name);
    double squares = 0;
    for (double value : x) {
      squares += value * value;
    }
    double[] normed = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      normed[i] = x[i] / Math.sqrt(squares / x.length + model.rmsEpsilon()) * gain[i];
    }
    return normed;
  }

  /** A matrix (rows, columns) times a vector (columns). */
  private double[] times(String name, double[] x) {
    double[] matrix = tensor(name).clone();
    double[] product = new double[matrix.length / x.length];
    if (precision == Precision.INT8) {
      x = x.clone();
      round(x, 0, x.length, 63);
      for (int row = 0; row < product.length; row++) {
        round(matrix, row * x.length, x.length, 127);
      }
    }
    for (int row = 0; row < product.length; row++) {
      for (int i = 0; i < x.length; i++) {
        product[row] += matrix[row * x.length + i] * x[i];
      }
    }
    return product;
  }

  /** Rounds numbers to whole steps, of which the largest of them has {@code steps}. */
  private static void round(double[] numbers, int start, int count, int steps) {
    double largest = 1e-12;
    for (int i = start; i < start + count; i++) {
      largest = Math.max(largest, Math.abs(numbers[i]));
    }
    for (int i = start; i < start + count; i++) {
      numbers[i] = Math.rint(numbers[i] / largest * steps) * largest / steps;
    }
  }

  private double[] tensor(String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }

  private static double[] row(double[] matrix, int row, int columns) {
    double[] values = new double[columns];
    System.arraycopy(matrix, row * columns, values, 0, columns);
    return values;
  }

  private static void add(double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] += y[i];
    }
  }
}
