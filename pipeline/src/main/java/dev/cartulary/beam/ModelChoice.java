package dev.cartulary.beam;

import static java.util.Objects.requireNonNull;

import dev.cartulary.prompt.Presence;
import dev.cartulary.schedule.LanguageModel;
import dev.cartulary.schedule.LanguageModels;
import dev.cartulary.schedule.ModelDescription;
import dev.cartulary.schedule.ModelOptions;
import dev.cartulary.schedule.PrecisionChoice;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * Which model answers, and in which number format.
 *
 * @param location {@code embedded}, or the folder of a HuggingFace checkpoint
 * @param presence who says whether there is a value where rules could
 */
public record ModelChoice(String location, PrecisionChoice precision, Presence presence)
    implements Serializable {
  public static final String EMBEDDED = "embedded";

  public ModelChoice {
    requireNonNull(location, "location is null");
    requireNonNull(precision, "precision is null");
    requireNonNull(presence, "presence is null");
  }

  /** Loads the model; see {@link LanguageModels} for what can go wrong. */
  public LanguageModel open() {
    return location.equals(EMBEDDED)
        ? LanguageModels.embedded(options())
        : LanguageModels.open(Path.of(location), options());
  }

  /** What {@link #open} gives would be, without its weights. */
  ModelDescription describe() {
    return location.equals(EMBEDDED)
        ? LanguageModels.describeEmbedded(options())
        : LanguageModels.describe(Path.of(location), options());
  }

  private ModelOptions options() {
    ModelOptions defaults = ModelOptions.defaults();
    return new ModelOptions(precision, defaults.threads(), defaults.limits());
  }
}
