package dev.cartulary.checkpoint;

/** How a family stretches its rotary position angles to a longer context. */
public sealed interface RotaryScaling {
  /** The angle a position of one pair of dimensions, from the unscaled one; radians. */
  double scaled(double frequency);

  /** Angles as trained. */
  record None() implements RotaryScaling {
    @Override
    public double scaled(double frequency) {
      return frequency;
    }
  }

  /** Positions divided by {@code factor}. */
  record Linear(double factor) implements RotaryScaling {
    public Linear {
      positive("factor", factor);
    }

    @Override
    public double scaled(double frequency) {
      return frequency / factor;
    }
  }

  /**
   * Llama 3.1: slow angles divided by {@code factor}, fast ones kept, those between blended.
   *
   * @param originalContext positions of the training before the stretching
   */
  record Llama3(
      double factor, double lowFrequencyFactor, double highFrequencyFactor, double originalContext)
      implements RotaryScaling {
    public Llama3 {
      positive("factor", factor);
      positive("low_freq_factor", lowFrequencyFactor);
      positive("original_max_position_embeddings", originalContext);
      if (!(highFrequencyFactor > lowFrequencyFactor)) {
        throw new IllegalArgumentException(
            "high_freq_factor " + highFrequencyFactor + " is not above " + lowFrequencyFactor);
      }
    }

    @Override
    public double scaled(double frequency) {
      double turns = originalContext * frequency / (2 * Math.PI);
      if (turns < lowFrequencyFactor) {
        return frequency / factor;
      }
      if (turns > highFrequencyFactor) {
        return frequency;
      }
      double kept = (turns - lowFrequencyFactor) / (highFrequencyFactor - lowFrequencyFactor);
      return (1 - kept) * frequency / factor + kept * frequency;
    }
  }

  private static void positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " " + value + " is not positive");
    }
  }
}
