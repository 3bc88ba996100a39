package dev.cartulary.checkpoint;

import java.util.Arrays;
import java.util.List;

/**
 * How a family stretches its rotary position angles to a longer context; as HuggingFace computes
 * it.
 */
public sealed interface RotaryScaling {
  /**
   * The angles a position from the unscaled ones; radians.
   *
   * @param variant one of {@link #variants}
   */
  double[] scaled(double[] frequencies, int variant);

  /** How many sets of angles there are. */
  default int variants() {
    return 1;
  }

  /** The set for a sequence that may reach so many tokens. */
  default int variant(long tokens) {
    return 0;
  }

  /** What sine and cosine are multiplied by. */
  default double amplitude() {
    return 1;
  }

  /** Angles as trained. */
  record None() implements RotaryScaling {
    @Override
    public double[] scaled(double[] frequencies, int variant) {
      return frequencies;
    }
  }

  /** Positions divided by {@code factor}. */
  record Linear(double factor) implements RotaryScaling {
    public Linear {
      positive("factor", factor);
    }

    @Override
    public double[] scaled(double[] frequencies, int variant) {
      return Arrays.stream(frequencies).map(frequency -> frequency / factor).toArray();
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
    public double[] scaled(double[] frequencies, int variant) {
      return Arrays.stream(frequencies).map(this::scaled).toArray();
    }

    private double scaled(double frequency) {
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

  /**
   * YaRN: pairs that turn often in the original context are kept, those that turn seldom are
   * divided by {@code factor}, those between are blended by their index.
   *
   * @param theta base of the frequencies
   * @param fast turns in the original context from which a pair is kept
   * @param slow turns up to which a pair is divided
   */
  record Yarn(
      double factor,
      double originalContext,
      double theta,
      double fast,
      double slow,
      boolean truncate,
      double amplitude)
      implements RotaryScaling {
    public Yarn {
      positive("factor", factor);
      positive("original_max_position_embeddings", originalContext);
      positive("beta_fast", fast);
      positive("beta_slow", slow);
      positive("attention_factor", amplitude);
    }

    @Override
    public double[] scaled(double[] frequencies, int variant) {
      int dimensions = 2 * frequencies.length;
      double low = pair(fast, dimensions);
      double high = pair(slow, dimensions);
      if (truncate) {
        low = Math.floor(low);
        high = Math.ceil(high);
      }
      low = Math.max(low, 0);
      high = Math.min(high, dimensions - 1);
      double span = low == high ? 0.001 : high - low;
      double[] scaled = new double[frequencies.length];
      for (int i = 0; i < scaled.length; i++) {
        double divided = Math.min(1, Math.max(0, (i - low) / span));
        scaled[i] = frequencies[i] * (divided / factor + 1 - divided);
      }
      return scaled;
    }

    /** The pair, not rounded, that makes so many turns in the original context. */
    private double pair(double turns, int dimensions) {
      return dimensions * Math.log(originalContext / (turns * 2 * Math.PI)) / (2 * Math.log(theta));
    }
  }

  /**
   * Phi's LongRoPE: each pair has a divisor of its own, one for sequences within the original
   * context and another beyond it.
   *
   * @param within a divisor a pair
   * @param beyond a divisor a pair
   */
  record LongRope(
      List<Double> within, List<Double> beyond, double originalContext, double amplitude)
      implements RotaryScaling {
    public LongRope {
      within = List.copyOf(within);
      beyond = List.copyOf(beyond);
      within.forEach(factor -> positive("short_factor", factor));
      beyond.forEach(factor -> positive("long_factor", factor));
      positive("original_max_position_embeddings", originalContext);
      positive("attention_factor", amplitude);
    }

    @Override
    public int variants() {
      return 2;
    }

    @Override
    public int variant(long tokens) {
      return tokens > originalContext ? 1 : 0;
    }

    @Override
    public double[] scaled(double[] frequencies, int variant) {
      if (within.size() != frequencies.length || beyond.size() != frequencies.length) {
        throw new IllegalArgumentException(
            "short_factor has %d and long_factor %d numbers for %d rotary pairs"
                .formatted(within.size(), beyond.size(), frequencies.length));
      }
      double[] scaled = new double[frequencies.length];
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] = frequencies[i] / (variant == 0 ? within : beyond).get(i);
      }
      return scaled;
    }
  }

  private static void positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " " + value + " is not positive");
    }
  }
}
