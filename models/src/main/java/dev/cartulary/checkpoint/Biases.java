package dev.cartulary.checkpoint;

/**
 * Which linear layers add a bias.
 *
 * @param input queries, keys and values
 * @param output of attention
 * @param mlp all matrices of the MLP
 */
public record Biases(boolean input, boolean output, boolean mlp) {
  public static final Biases NONE = new Biases(false, false, false);
}
