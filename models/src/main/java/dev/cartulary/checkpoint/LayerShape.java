package dev.cartulary.checkpoint;

/**
 * The shape of one layer.
 *
 * @param heads query heads; a multiple of {@code keyValueHeads}
 * @param intermediate width inside the MLP
 * @param windowed whether a token attends to the model's window only
 * @param rotary index of its rotary positions; -1 for a layer without
 */
public record LayerShape(
    int heads, int keyValueHeads, int intermediate, boolean windowed, int rotary) {
  public LayerShape {
    ModelConfig.positive("num_attention_heads", heads);
    ModelConfig.positive("num_key_value_heads", keyValueHeads);
    ModelConfig.positive("intermediate_size", intermediate);
    if (heads % keyValueHeads != 0) {
      throw new IllegalArgumentException(
          heads + " query heads do not divide by num_key_value_heads " + keyValueHeads);
    }
  }
}
