package dev.cartulary.decoder;

import java.util.Locale;

/** The number format of the linear layers. */
public enum Precision {
  /** Weights and activations of 32 bits. */
  FLOAT32,

  /**
   * Weights of 8 bits with one scale a row; the activations of a step are quantized together, so
   * that logits depend a little on what else is in the step.
   */
  INT8;

  /** {@code float32} or {@code int8}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
