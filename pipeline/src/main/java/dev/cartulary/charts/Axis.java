package dev.cartulary.charts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.IntFunction;

/**
 * Where values stand between two ends, and which of them are written beside it.
 *
 * @param low value at the start; positive on a logarithmic axis
 * @param ticks ascending, none outside of the ends
 */
record Axis(double low, double high, boolean logarithmic, List<Double> ticks) {
  /** From one value to so many times it, differences are seen on a linear axis. */
  private static final double LINEAR_SPAN = 50;

  private static final int MOST_TICKS = 8;
  private static final double[] STEPS = {1, 2, 5, 10};
  private static final double ROUNDING = 1e-9;

  Axis {
    if (!(low < high) || Double.isInfinite(high - low) || (logarithmic && low <= 0)) {
      throw new IllegalArgumentException("no axis goes from " + low + " to " + high);
    }
    ticks = List.copyOf(ticks);
  }

  /**
   * Holds all values: logarithmic where they are of different magnitudes and none is negative,
   * otherwise linear and with zero. A zero stands at the start of a logarithmic axis.
   *
   * @param most ticks, about
   */
  static Axis holding(Collection<Double> values, int most) {
    return spread(values) ? decades(values, most) : linear(values, true, most);
  }

  private static boolean spread(Collection<Double> values) {
    double least = values.stream().filter(v -> v > 0).mapToDouble(v -> v).min().orElse(1);
    double largest = values.stream().mapToDouble(v -> v).max().orElse(1);
    return largest / least > LINEAR_SPAN && values.stream().noneMatch(v -> v < 0);
  }

  /**
   * An axis in even steps of 1, 2 or 5 times a power of ten, from a step to a step.
   *
   * @param zero whether it holds zero too
   */
  static Axis linear(Collection<Double> values, boolean zero, int most) {
    double low = values.stream().mapToDouble(v -> v).min().orElse(0);
    double high = values.stream().mapToDouble(v -> v).max().orElse(1);
    if (zero) {
      low = Math.min(low, 0);
      high = Math.max(high, 0);
    }
    if (high - low <= Math.max(Math.abs(high), Math.abs(low)) * ROUNDING) {
      double around = high == 0 ? 1 : Math.abs(high) / 2;
      high += around;
      low -= zero && low == 0 ? 0 : around;
    }
    double rough = (high - low) / Math.max(1, most);
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power;
    for (double factor : STEPS) {
      step = factor * power;
      if (step >= rough * (1 - ROUNDING)) {
        break;
      }
    }
    long first = (long) Math.floor(low / step + ROUNDING);
    long last = (long) Math.ceil(high / step - ROUNDING);
    List<Double> ticks = new ArrayList<>();
    for (long i = first; i <= last; i++) {
      ticks.add(i * step);
    }
    // Rounding must not leave a value outside by its last bit.
    return new Axis(Math.min(low, first * step), Math.max(high, last * step), false, ticks);
  }

  /**
   * A logarithmic axis from a power of ten to another. Values that are not positive are left out.
   */
  static Axis decades(Collection<Double> values, int most) {
    double low = values.stream().filter(v -> v > 0).mapToDouble(v -> v).min().orElse(1);
    double high = values.stream().filter(v -> v > 0).mapToDouble(v -> v).max().orElse(10);
    int first = (int) Math.floor(Math.log10(low) + ROUNDING);
    int last = Math.max(first + 1, (int) Math.ceil(Math.log10(high) - ROUNDING));
    int every = Math.max(1, (int) Math.ceil((last - first + 1) / (double) Math.max(1, most)));
    List<Double> ticks = new ArrayList<>();
    for (int i = first; i <= last; i += every) {
      ticks.add(Double.parseDouble("1e" + i));
    }
    return new Axis(
        Math.min(low, ticks.get(0)), Math.max(high, Double.parseDouble("1e" + last)), true, ticks);
  }

  /** The axis with the most ticks whose labels stand side by side in a drawing. */
  static Axis readable(IntFunction<Axis> axes, Drawing.Span across, DoubleFunction<String> words) {
    for (int most = MOST_TICKS; most > 1; most--) {
      Axis axis = axes.apply(most);
      if (axis.labels(across, words).size() == axis.ticks().size()) {
        return axis;
      }
    }
    return axes.apply(1);
  }

  /** A label and the place of its middle. */
  record Label(double middle, String words) {}

  /**
   * The labels of a horizontal axis, from left to right; one that would touch another is not there.
   */
  List<Label> labels(Drawing.Span across, DoubleFunction<String> words) {
    List<Label> labels = new ArrayList<>();
    double free = Double.NEGATIVE_INFINITY;
    for (double tick : ticks) {
      String text = words.apply(tick);
      double width = TextWidth.of(text);
      double left = across.inside(across.at(at(tick)) - width / 2, width);
      if (left >= free) {
        labels.add(new Label(left + width / 2, text));
        free = left + width + Drawing.GAP;
      }
    }
    return labels;
  }

  /** Where {@code value} stands, in [0, 1]. */
  double at(double value) {
    double share =
        logarithmic
            ? (value <= low ? 0 : Math.log(value / low) / Math.log(high / low))
            : (value - low) / (high - low);
    return Math.max(0, Math.min(1, share));
  }
}
