package dev.cartulary.checkpoint;

/**
 * Constants that some families put between their layers.
 *
 * @param embedding of the embeddings
 * @param attention of the products of queries and keys
 * @param attentionCap those products go no further from zero than this, by a tanh; 0 for no cap
 * @param residual of what attention and MLP add to the residual stream
 * @param logits of the logits
 * @param logitCap as {@code attentionCap}, of the logits
 */
public record Multipliers(
    double embedding,
    double attention,
    double attentionCap,
    double residual,
    double logits,
    double logitCap) {
  public Multipliers {
    finite("embedding_multiplier", embedding);
    finite("attention_multiplier or query_pre_attn_scalar", attention);
    finite("residual_multiplier", residual);
    finite("logits_scaling", logits);
    if (!(attentionCap >= 0) || !(logitCap >= 0)) {
      throw new IllegalArgumentException(
          "a soft cap (" + attentionCap + ", " + logitCap + ") is negative");
    }
  }

  private static void finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " is out of range");
    }
  }

  /** Llama's. */
  public static Multipliers plain(int headSize) {
    return new Multipliers(1, 1 / Math.sqrt(headSize), 0, 1, 1, 0);
  }
}
