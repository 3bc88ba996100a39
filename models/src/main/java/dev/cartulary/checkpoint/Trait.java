package dev.cartulary.checkpoint;

/** A way in which a family differs from Llama. */
public enum Trait {
  /** Queries, keys and values have biases, whatever the configuration says; nothing else has. */
  BIASED_INPUT,
  /** No linear layer has a bias, whatever the configuration says. */
  UNBIASED,
  /** Query, key and value are stored as one tensor, gate and up as another. */
  STACKED_TENSORS,
  /** The output matrix is the embedding unless the configuration says otherwise. */
  TIED,
  /** Embeddings are multiplied by the root of their width. */
  SCALED_EMBEDDING,
  /** A stored gain is what a norm's gain is above one. */
  GAIN_FROM_ONE,
  /** The outputs of attention and MLP are normalised, not their inputs. */
  NORMS_AFTER,
  /** The inputs and the outputs of attention and MLP are normalised. */
  NORMS_AROUND,
  /** Queries and keys are normalised head by head before they are turned. */
  HEAD_NORMS,
  /** Queries are normalised before they are turned, all heads together; keys likewise. */
  WHOLE_NORMS,
  /** Every layer attends to the window, if there is one. */
  ALL_WINDOWED,
  /** Without a list of layer types, layers 2, 4, 6, ... attend to all before, the others do not. */
  EVERY_SECOND_UNWINDOWED,
  /** Without a list of layer types, layers 6, 12, ... attend to all before, the others do not. */
  EVERY_SIXTH_UNWINDOWED,
  /** Without a list of them, layers 4, 8, ... have no rotary positions. */
  EVERY_FOURTH_UNTURNED
}
