package dev.cartulary.decoder;

import dev.cartulary.checkpoint.CheckpointFolder;
import dev.cartulary.checkpoint.Family;
import dev.cartulary.checkpoint.LayerShape;
import dev.cartulary.checkpoint.ModelConfig;
import dev.cartulary.checkpoint.Rotary;
import dev.cartulary.checkpoint.SafeTensors;
import dev.cartulary.checkpoint.Trait;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A forward pass in float64, written for reading: one sequence, no cache, every position computed
 * anew. With 8 bits, the inputs of a linear layer are rounded as the program rounds them; {@code
 * spans} tells whether those of what a layer adds to its rows are in steps between their ends.
 */
final class NaiveForward {
  private final ModelConfig model;
  private final Family family;
  private final Precision precision;
  private final boolean spans;
  private final Map<String, double[]> tensors = new HashMap<>();

  NaiveForward(CheckpointFolder checkpoint, Precision precision) {
    this(checkpoint, precision, false);
  }

  NaiveForward(CheckpointFolder checkpoint, Precision precision, boolean spans) {
    this.model = checkpoint.config();
    this.family = model.family();
    this.precision = precision;
    this.spans = spans;
    try (SafeTensors weights = checkpoint.weights()) {
      ByteBuffer piece = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
      weights
          .tensors()
          .forEach(
              tensor -> {
                double[] numbers = new double[Math.toIntExact(tensor.elements())];
                tensors.put(tensor.name(), numbers);
                weights.stream(tensor.name(), tensor.shape(), 1, piece, run -> copy(run, numbers));
              });
    }
  }

  private static void copy(SafeTensors.Piece run, double[] to) {
    int at = (int) run.firstElement();
    while (run.bytes().hasRemaining()) {
      to[at++] = number(run);
    }
  }

  private static double number(SafeTensors.Piece run) {
    return switch (run.type()) {
      case F32 -> run.bytes().getFloat();
      case BF16 -> Float.intBitsToFloat(run.bytes().getShort() << 16);
      case F16 -> half(run.bytes().getShort());
    };
  }

  private static double half(short bits) {
    int exponent = bits >> 10 & 31;
    double mantissa = (bits & 1023) / 1024.0;
    double size =
        exponent == 0 ? mantissa * 0x1p-14 : (1 + mantissa) * Math.scalb(1.0, exponent - 15);
    return bits < 0 ? -size : size;
  }

  /**
   * The logits after the last token, {@code (vocabulary)}.
   *
   * @param variant of the rotary positions
   */
  double[] logits(int variant, int... tokens) {
    double[][] x = new double[tokens.length][]; // (tokens, hidden)
    double[] embedding = rounded(tensor(embedding() + ".weight"), model.hidden(), false);
    for (int t = 0; t < tokens.length; t++) {
      x[t] = row(embedding, tokens[t], model.hidden());
      scale(x[t], model.multipliers().embedding());
    }
    for (int layer = 0; layer < model.layers().size(); layer++) {
      double[][] attended = attention(layer, variant, x);
      for (int t = 0; t < tokens.length; t++) {
        add(x[t], residual(afterAttention(layer, attended[t])));
        double[] inner = mlp(layer, beforeMlp(layer, x[t]));
        add(x[t], residual(afterMlp(layer, inner)));
      }
    }
    double[] last = normed(finalNorm(), x[tokens.length - 1]);
    double[] logits = times(model.tiedEmbeddings() ? embedding() : "lm_head", last);
    scale(logits, model.multipliers().logits());
    return capped(logits, model.multipliers().logitCap());
  }

  private double[] residual(double[] x) {
    scale(x, model.multipliers().residual());
    return x;
  }

  private double[][] attention(int layer, int variant, double[][] x) {
    LayerShape shape = model.layers().get(layer);
    int size = model.headSize();
    int group = shape.heads() / shape.keyValueHeads();
    int queryWidth = shape.heads() * size;
    int keyWidth = shape.keyValueHeads() * size;
    double[][] queries = new double[x.length][]; // (tokens, heads * size)
    double[][] keys = new double[x.length][]; // (tokens, key heads * size)
    double[][] values = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] input = beforeAttention(layer, x[t]);
      double[] all = input(layer, input);
      queries[t] = Arrays.copyOfRange(all, 0, queryWidth);
      keys[t] = Arrays.copyOfRange(all, queryWidth, queryWidth + keyWidth);
      values[t] = Arrays.copyOfRange(all, queryWidth + keyWidth, queryWidth + 2 * keyWidth);
      queries[t] = queryKeyNorm(at(layer) + attention() + "q_norm.weight", queries[t]);
      keys[t] = queryKeyNorm(at(layer) + attention() + "k_norm.weight", keys[t]);
      if (shape.rotary() >= 0) {
        Rotary rotary = model.rotaries().get(shape.rotary());
        queries[t] = turned(rotary, variant, queries[t], t);
        keys[t] = turned(rotary, variant, keys[t], t);
      }
    }
    double[][] outputs = new double[x.length][];
    for (int t = 0; t < x.length; t++) {
      double[] mixed = new double[queryWidth];
      int first = shape.windowed() ? Math.max(0, t - model.window() + 1) : 0;
      for (int head = 0; head < shape.heads(); head++) {
        int from = head / group * size;
        double[] scores = new double[t + 1 - first];
        for (int s = first; s <= t; s++) {
          for (int i = 0; i < size; i++) {
            scores[s - first] += queries[t][head * size + i] * keys[s][from + i];
          }
        }
        scale(scores, model.multipliers().attention());
        scores = capped(scores, model.multipliers().attentionCap());
        double sum = Arrays.stream(scores).map(Math::exp).sum();
        for (int s = first; s <= t; s++) {
          double weight = Math.exp(scores[s - first]) / sum;
          for (int i = 0; i < size; i++) {
            mixed[head * size + i] += weight * values[s][from + i];
          }
        }
      }
      outputs[t] =
          times(
              at(layer) + attention() + (family == Family.OPENELM ? "out_proj" : "o_proj"), mixed);
    }
    return outputs;
  }

  /** Queries, keys and values, one after the other. */
  private double[] input(int layer, double[] x) {
    String at = at(layer) + attention();
    return family.has(Trait.STACKED_TENSORS)
        ? times(at + "qkv_proj", x)
        : joined(times(at + "q_proj", x), times(at + "k_proj", x), times(at + "v_proj", x));
  }

  private double[] mlp(int layer, double[] x) {
    String at = at(layer) + (family == Family.OPENELM ? "ffn." : "mlp.");
    double[] both =
        family == Family.OPENELM
            ? times(at + "proj_1", x)
            : family.has(Trait.STACKED_TENSORS)
                ? times(at + "gate_up_proj", x)
                : joined(times(at + "gate_proj", x), times(at + "up_proj", x));
    int width = both.length / 2;
    double[] inner = new double[width];
    for (int i = 0; i < width; i++) {
      double gate = both[i];
      double cubic = Math.sqrt(2 / Math.PI) * (gate + 0.044715 * gate * gate * gate);
      double active =
          model.gelu() ? 0.5 * gate * (1 + Math.tanh(cubic)) : gate / (1 + Math.exp(-gate));
      inner[i] = active * both[width + i];
    }
    return times(at + (family == Family.OPENELM ? "proj_2" : "down_proj"), inner);
  }

  /** Dimension i of each head and i + n / 2 turned by position times the pair's frequency. */
  private double[] turned(Rotary rotary, int variant, double[] heads, int position) {
    int half = rotary.dimensions() / 2;
    double[] frequencies = rotary.frequencies(variant);
    double[] turned = heads.clone();
    for (int head = 0; head < heads.length; head += model.headSize()) {
      for (int i = 0; i < half; i++) {
        double cos = Math.cos(position * frequencies[i]) * rotary.scaling().amplitude();
        double sin = Math.sin(position * frequencies[i]) * rotary.scaling().amplitude();
        double a = heads[head + i];
        double b = heads[head + i + half];
        turned[head + i] = a * cos - b * sin;
        turned[head + i + half] = b * cos + a * sin;
      }
    }
    return turned;
  }

  private double[] queryKeyNorm(String name, double[] heads) {
    if (family.has(Trait.WHOLE_NORMS)) {
      return normed(name, heads);
    }
    if (!family.has(Trait.HEAD_NORMS)) {
      return heads;
    }
    double[] all = {};
    for (int head = 0; head < heads.length; head += model.headSize()) {
      all = joined(all, normed(name, Arrays.copyOfRange(heads, head, head + model.headSize())));
    }
    return all;
  }

  private double[] beforeAttention(int layer, double[] x) {
    if (family.has(Trait.NORMS_AFTER)) {
      return x;
    }
    String name = family == Family.OPENELM ? "attn_norm" : "input_layernorm";
    return normed(at(layer) + name + ".weight", x);
  }

  private double[] afterAttention(int layer, double[] x) {
    boolean present = family.has(Trait.NORMS_AFTER) || family.has(Trait.NORMS_AROUND);
    return present ? normed(at(layer) + "post_attention_layernorm.weight", x) : x;
  }

  private double[] beforeMlp(int layer, double[] x) {
    if (family.has(Trait.NORMS_AFTER)) {
      return x;
    }
    String name = family.has(Trait.NORMS_AROUND) ? "pre_feedforward" : "post_attention";
    return normed(
        at(layer) + (family == Family.OPENELM ? "ffn_norm" : name + "_layernorm") + ".weight", x);
  }

  private double[] afterMlp(int layer, double[] x) {
    boolean present = family.has(Trait.NORMS_AFTER) || family.has(Trait.NORMS_AROUND);
    return present ? normed(at(layer) + "post_feedforward_layernorm.weight", x) : x;
  }

  private String embedding() {
    return family == Family.OPENELM ? "transformer.token_embeddings" : "model.embed_tokens";
  }

  private String finalNorm() {
    return family == Family.OPENELM ? "transformer.norm.weight" : "model.norm.weight";
  }

  private String at(int layer) {
    return (family == Family.OPENELM ? "transformer" : "model") + ".layers." + layer + ".";
  }

  private String attention() {
    return family == Family.OPENELM ? "attn." : "self_attn.";
  }

  private double[] normed(String name, double[] x) {
    double[] gain = tensor(name);
    double one = family.has(Trait.GAIN_FROM_ONE) ? 1 : 0;
    double squares = 0;
    for (double value : x) {
      squares += value * value;
    }
    double[] normed = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      normed[i] = x[i] / Math.sqrt(squares / x.length + model.rmsEpsilon()) * (one + gain[i]);
    }
    return normed;
  }

  /** A matrix (rows, columns) times a vector (columns), and the bias where there is one. */
  private double[] times(String name, double[] x) {
    boolean inner = name.contains("layers.");
    double[] matrix = rounded(tensor(name + ".weight"), x.length, inner);
    double[] product = new double[matrix.length / x.length];
    boolean bytes = precision == Precision.INT8 || (precision == Precision.INT4 && !inner);
    boolean halves = precision != Precision.FLOAT32 && !bytes;
    boolean added =
        name.endsWith("o_proj") || name.endsWith("out_proj") || name.endsWith("down_proj");
    x =
        bytes && added && spans
            ? inSpan(x)
            : bytes ? inSteps(x, x.length, Processor.activationSteps()) : halves ? halved(x) : x;
    for (int row = 0; row < product.length; row++) {
      for (int i = 0; i < x.length; i++) {
        product[row] += matrix[row * x.length + i] * x[i];
      }
    }
    product = halves ? halved(product) : product;
    add(product, tensors.getOrDefault(name + ".bias", new double[product.length]));
    return product;
  }

  /** The numbers of a matrix as the precision holds them. */
  private double[] rounded(double[] matrix, int columns, boolean inner) {
    return switch (precision) {
      case FLOAT32 -> matrix;
      case BFLOAT16 -> halved(matrix);
      case INT8 -> inSteps(matrix, columns, 127);
      case INT4 -> inner ? inSixteenths(matrix) : inSteps(matrix, columns, 127);
    };
  }

  /** Each row in whole steps, of which the row's largest number has {@code steps}. */
  private static double[] inSteps(double[] numbers, int columns, int steps) {
    double[] rounded = new double[numbers.length];
    for (int row = 0; row < numbers.length; row += columns) {
      double largest = 1e-12;
      for (int i = row; i < row + columns; i++) {
        largest = Math.max(largest, Math.abs(numbers[i]));
      }
      for (int i = row; i < row + columns; i++) {
        rounded[i] = Math.rint(numbers[i] / largest * steps) * largest / steps;
      }
    }
    return rounded;
  }

  /** In 255 whole steps from the smallest number to the largest. */
  private static double[] inSpan(double[] numbers) {
    double low = Arrays.stream(numbers).min().orElseThrow();
    double step = (Arrays.stream(numbers).max().orElseThrow() - low) / 255;
    return Arrays.stream(numbers).map(x -> Math.rint((x - low) / step) * step + low).toArray();
  }

  /** Each 32 numbers as one of sixteen values from their smallest to their largest. */
  private static double[] inSixteenths(double[] numbers) {
    double[] rounded = new double[numbers.length];
    for (int group = 0; group < numbers.length; group += 32) {
      double low = Arrays.stream(numbers, group, group + 32).min().orElseThrow();
      double high = Arrays.stream(numbers, group, group + 32).max().orElseThrow();
      double scale = halved((high - low) / 15);
      double middle = halved(low + 8 * scale);
      for (int i = group; i < group + 32; i++) {
        double step = Math.max(-8, Math.min(7, Math.rint((numbers[i] - middle) / scale)));
        rounded[i] = step * scale + middle;
      }
    }
    return rounded;
  }

  private static double[] halved(double[] numbers) {
    return Arrays.stream(numbers).map(NaiveForward::halved).toArray();
  }

  /** The nearest bfloat16, the even one of two that are as near. */
  private static double halved(double number) {
    int bits = Float.floatToIntBits((float) number);
    return Float.intBitsToFloat((bits + 0x7FFF + (bits >> 16 & 1)) & 0xFFFF0000);
  }

  private double[] tensor(String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }

  private static double[] capped(double[] x, double cap) {
    return cap == 0 ? x : Arrays.stream(x).map(value -> cap * Math.tanh(value / cap)).toArray();
  }

  private static double[] joined(double[]... parts) {
    return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[] row(double[] matrix, int row, int columns) {
    return Arrays.copyOfRange(matrix, row * columns, (row + 1) * columns);
  }

  private static void scale(double[] x, double factor) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= factor;
    }
  }

  private static void add(double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] += y[i];
    }
  }
}
