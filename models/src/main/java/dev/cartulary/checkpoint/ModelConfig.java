package dev.cartulary.checkpoint;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The shape of a decoder-only model.
 *
 * @param hidden width of the residual stream
 * @param headSize width of one head
 * @param rotaries what the layers' {@link LayerShape#rotary} points at
 * @param window tokens that a windowed layer attends to, the token itself included; 0 for no window
 * @param gelu whether the MLP's gate goes through GELU in its tanh form; else through SiLU
 * @param rmsEpsilon added to the mean square before its root
 * @param tiedEmbeddings whether the output matrix is the embedding
 * @param contextTokens longest sequence that the positions allow
 * @param beginIds ids that may start a sequence; may be empty
 * @param endIds ids that end an answer; may be empty
 */
public record ModelConfig(
    Family family,
    int vocabulary,
    int hidden,
    int headSize,
    List<LayerShape> layers,
    List<Rotary> rotaries,
    int window,
    Biases biases,
    Multipliers multipliers,
    boolean gelu,
    double rmsEpsilon,
    boolean tiedEmbeddings,
    int contextTokens,
    Set<Integer> beginIds,
    Set<Integer> endIds) {
  public ModelConfig {
    layers = List.copyOf(layers);
    rotaries = List.copyOf(rotaries);
    positive("vocab_size", vocabulary);
    positive("hidden_size", hidden);
    positive("num_hidden_layers", layers.size());
    positive("head_dim", headSize);
    positive("max_position_embeddings", contextTokens);
    for (LayerShape layer : layers) {
      if (layer.windowed() && window < 1) {
        throw new IllegalArgumentException(
            "sliding_window is " + window + ", not a positive number");
      }
    }
    for (Rotary rotary : rotaries) {
      if (rotary.dimensions() > headSize) {
        throw new IllegalArgumentException(
            rotary.dimensions() + " rotary dimensions in a head_dim of " + headSize);
      }
    }
    if (!(rmsEpsilon >= 0)) {
      throw new IllegalArgumentException("rms_norm_eps " + rmsEpsilon + " is out of range");
    }
    beginIds = checkedIds("bos_token_id", beginIds, vocabulary);
    endIds = checkedIds("eos_token_id", endIds, vocabulary);
  }

  /** Numbers of KV cache for one token, in all layers. */
  public long cacheNumbers() {
    int heads = layers.stream().mapToInt(LayerShape::keyValueHeads).sum();
    return 2L * heads * headSize;
  }

  /**
   * Which frequencies the rotary positions of a sequence have, see {@link RotaryScaling#variant}.
   *
   * @param tokens that the whole sequence may reach
   */
  public int rotaryVariant(long tokens) {
    return rotaries.stream().mapToInt(rotary -> rotary.scaling().variant(tokens)).max().orElse(0);
  }

  static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ", not a positive number");
    }
  }

  private static Set<Integer> checkedIds(String name, Set<Integer> ids, int vocabulary) {
    for (int id : ids) {
      if (id < 0 || id >= vocabulary) {
        throw new IllegalArgumentException(
            name + " " + id + " is outside of a vocabulary of " + vocabulary);
      }
    }
    return Collections.unmodifiableSet(new TreeSet<>(ids));
  }
}
