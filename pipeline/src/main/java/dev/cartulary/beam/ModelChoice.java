package dev.cartulary.beam;

import static java.util.Objects.requireNonNull;

import dev.cartulary.decoder.Precision;
import java.io.Serializable;

/**
 * Which model answers, and how it is computed.
 *
 * @param location {@code embedded}, or the folder of a HuggingFace checkpoint
 * @param threads of the linear algebra
 */
public record ModelChoice(String location, Precision precision, int threads)
    implements Serializable {
  public static final String EMBEDDED = "embedded";

  public ModelChoice {
    requireNonNull(location, "location is null");
    requireNonNull(precision, "precision is null");
    if (threads < 1) {
      throw new IllegalArgumentException("a model needs a thread, not " + threads);
    }
  }
}
