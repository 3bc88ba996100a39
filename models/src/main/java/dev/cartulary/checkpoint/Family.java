package dev.cartulary.checkpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The model families that the decoder computes; one row a value of {@code model_type}. */
public enum Family {
  LLAMA("llama"),
  /** Llama's layers; its sliding window, where it has one, bounds the context here. */
  MISTRAL("mistral");

  private final String modelType;

  Family(String modelType) {
    this.modelType = modelType;
  }

  /** The name that {@code config.json} has for it. */
  public String modelType() {
    return modelType;
  }

  public static Optional<Family> named(String modelType) {
    return Arrays.stream(values()).filter(f -> f.modelType.equals(modelType)).findFirst();
  }

  public static List<String> known() {
    return Arrays.stream(values()).map(Family::modelType).toList();
  }
}
