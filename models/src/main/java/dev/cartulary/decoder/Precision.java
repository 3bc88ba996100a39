package dev.cartulary.decoder;

import dev.cartulary.checkpoint.ModelConfig;
import dev.cartulary.checkpoint.TensorLayout;
import dev.cartulary.checkpoint.TensorLayout.Stack;
import java.util.Locale;
import java.util.stream.Stream;

/** The number format of the linear layers. */
public enum Precision {
  /** Weights and activations of 32 bits. */
  FLOAT32(0, 32),

  /** Weights and activations of 16 bits with the range of 32. */
  BFLOAT16(1, 16),

  /**
   * Weights of 8 bits with one scale a row, and activations of 7 or 8 bits ({@link
   * Processor#activationSteps}) with one scale a row, so that a row's logits do not depend on what
   * else is in the step.
   */
  INT8(2, 8),

  /**
   * Weights of 4 bits with a scale and a middle of 16 bits for each 32 of them; activations as
   * bfloat16. The embedding, the output matrix and matrices that are no whole groups and blocks of
   * 64 rows have 8 bits.
   */
  INT4(3, 5);

  private final int kind;

  /** Of a number, with its share of what a group has in common. */
  private final int bits;

  Precision(int kind, int bits) {
    this.kind = kind;
    this.bits = bits;
  }

  /** {@code float32}, {@code bfloat16}, {@code int8} or {@code int4}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the program calls it. */
  int kind() {
    return kind;
  }

  /** Bytes of memory that the weights of a model take, without the KV cache. */
  public long weightBytes(ModelConfig model) {
    TensorLayout layout = TensorLayout.of(model);
    int outer = this == INT4 ? INT8.bits : bits;
    boolean twice = layout.output().isPresent() || this == INT8 || this == INT4;
    long inner =
        layout.layers().stream()
            .flatMap(
                layer ->
                    Stream.of(
                        layer.attentionInput(),
                        layer.attentionOutput(),
                        layer.mlpInput(),
                        layer.mlpOutput()))
            .mapToLong(Precision::numbers)
            .sum();
    return (inner * bits + numbers(layout.embedding()) * outer * (twice ? 2 : 1)) / Byte.SIZE;
  }

  private static long numbers(Stack stack) {
    return (long) stack.rows() * stack.columns();
  }
}
