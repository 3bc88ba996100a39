package dev.cartulary.checkpoint;

import static dev.cartulary.checkpoint.Trait.ALL_WINDOWED;
import static dev.cartulary.checkpoint.Trait.BIASED_INPUT;
import static dev.cartulary.checkpoint.Trait.EVERY_FOURTH_UNTURNED;
import static dev.cartulary.checkpoint.Trait.EVERY_SECOND_UNWINDOWED;
import static dev.cartulary.checkpoint.Trait.EVERY_SIXTH_UNWINDOWED;
import static dev.cartulary.checkpoint.Trait.GAIN_FROM_ONE;
import static dev.cartulary.checkpoint.Trait.HEAD_NORMS;
import static dev.cartulary.checkpoint.Trait.NORMS_AFTER;
import static dev.cartulary.checkpoint.Trait.NORMS_AROUND;
import static dev.cartulary.checkpoint.Trait.SCALED_EMBEDDING;
import static dev.cartulary.checkpoint.Trait.STACKED_TENSORS;
import static dev.cartulary.checkpoint.Trait.TIED;
import static dev.cartulary.checkpoint.Trait.UNBIASED;
import static dev.cartulary.checkpoint.Trait.WHOLE_NORMS;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The model families that the decoder computes, one row a value of {@code model_type}: what the
 * family does otherwise than Llama and no configuration says. {@link ConfigReader} reads the rest.
 */
public enum Family {
  /** Llama 2, 3, 3.1, 3.2, SmolLM2 and whoever else publishes as Llama. */
  LLAMA("llama"),
  MISTRAL("mistral", UNBIASED, ALL_WINDOWED),
  /** Qwen2 and 2.5. */
  QWEN2("qwen2", BIASED_INPUT),
  QWEN3("qwen3", HEAD_NORMS),
  /** Phi-3, 3.5-mini, 4 and 4-mini. */
  PHI3("phi3", UNBIASED, ALL_WINDOWED, STACKED_TENSORS),
  GEMMA("gemma", GAIN_FROM_ONE, SCALED_EMBEDDING, TIED),
  GEMMA2("gemma2", GAIN_FROM_ONE, SCALED_EMBEDDING, TIED, NORMS_AROUND, EVERY_SECOND_UNWINDOWED),
  /** Gemma 3's text models. */
  GEMMA3(
      "gemma3_text",
      GAIN_FROM_ONE,
      SCALED_EMBEDDING,
      TIED,
      NORMS_AROUND,
      HEAD_NORMS,
      EVERY_SIXTH_UNWINDOWED),
  SMOLLM3("smollm3", TIED, EVERY_FOURTH_UNTURNED),
  OLMO2("olmo2", NORMS_AFTER, WHOLE_NORMS),
  GRANITE("granite"),
  OPENELM("openelm", UNBIASED, TIED, HEAD_NORMS, STACKED_TENSORS);

  private final String modelType;

  @SuppressWarnings("ImmutableEnumChecker") // Nobody but the constructor touches the set.
  private final Set<Trait> traits;

  Family(String modelType, Trait... traits) {
    this.modelType = modelType;
    this.traits = EnumSet.noneOf(Trait.class);
    this.traits.addAll(List.of(traits));
  }

  /** The name that {@code config.json} has for it. */
  public String modelType() {
    return modelType;
  }

  public boolean has(Trait trait) {
    return traits.contains(trait);
  }

  public static Optional<Family> named(String modelType) {
    return Arrays.stream(values()).filter(f -> f.modelType.equals(modelType)).findFirst();
  }

  public static List<String> known() {
    return Arrays.stream(values()).map(Family::modelType).toList();
  }
}
