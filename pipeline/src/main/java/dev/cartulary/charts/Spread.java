package dev.cartulary.charts;

import java.util.ArrayList;
import java.util.List;

/** Places on a line, moved as little as it takes to keep a distance. */
final class Spread {
  private Spread() {}

  /**
   * The places, in the same order.
   *
   * @param wanted ascending
   * @param low first place that may be taken; between it and {@code high} all fit
   */
  static List<Double> of(List<Double> wanted, double distance, double low, double high) {
    List<Double> places = new ArrayList<>();
    double free = low;
    for (double place : wanted) {
      double taken = Math.max(place, free);
      places.add(taken);
      free = taken + distance;
    }
    double last = high;
    for (int i = places.size() - 1; i >= 0; i--) {
      places.set(i, Math.min(places.get(i), last));
      last = places.get(i) - distance;
    }
    return places;
  }
}
