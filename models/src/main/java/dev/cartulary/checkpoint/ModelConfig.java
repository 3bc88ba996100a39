package dev.cartulary.checkpoint;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The shape of a decoder-only model.
 *
 * @param hidden width of the residual stream
 * @param heads query heads; a multiple of {@code keyValueHeads}
 * @param headSize width of one head; even, because rotary positions turn pairs
 * @param intermediate width inside the MLP
 * @param rmsEpsilon added to the mean square before its root
 * @param rotaryTheta base of the rotary frequencies
 * @param tiedEmbeddings whether the output matrix is the embedding
 * @param contextTokens longest sequence that the positions allow
 * @param beginIds ids that may start a sequence; may be empty
 * @param endIds ids that end an answer; may be empty
 */
public record ModelConfig(
    Family family,
    int vocabulary,
    int hidden,
    int layers,
    int heads,
    int keyValueHeads,
    int headSize,
    int intermediate,
    double rmsEpsilon,
    double rotaryTheta,
    RotaryScaling rotaryScaling,
    boolean tiedEmbeddings,
    int contextTokens,
    Set<Integer> beginIds,
    Set<Integer> endIds) {
  public ModelConfig {
    positive("vocab_size", vocabulary);
    positive("hidden_size", hidden);
    positive("num_hidden_layers", layers);
    positive("num_attention_heads", heads);
    positive("num_key_value_heads", keyValueHeads);
    positive("head_dim", headSize);
    positive("intermediate_size", intermediate);
    positive("max_position_embeddings", contextTokens);
    if (heads % keyValueHeads != 0) {
      throw new IllegalArgumentException(
          heads + " query heads do not divide by num_key_value_heads " + keyValueHeads);
    }
    if (headSize % 2 != 0) {
      throw new IllegalArgumentException("head_dim " + headSize + " is odd");
    }
    if (!(rmsEpsilon >= 0) || !(rotaryTheta > 0)) {
      throw new IllegalArgumentException(
          "rms_norm_eps " + rmsEpsilon + " or rope_theta " + rotaryTheta + " is out of range");
    }
    beginIds = checkedIds("bos_token_id", beginIds, vocabulary);
    endIds = checkedIds("eos_token_id", endIds, vocabulary);
  }

  /** Angle a position of each pair of a head's dimensions, {@code (headSize / 2)}; radians. */
  public double[] rotaryFrequencies() {
    double[] frequencies = new double[headSize / 2];
    for (int pair = 0; pair < frequencies.length; pair++) {
      double unscaled = Math.pow(rotaryTheta, -2.0 * pair / headSize);
      frequencies[pair] = rotaryScaling.scaled(unscaled);
    }
    return frequencies;
  }

  private static void positive(String name, int value) {
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
