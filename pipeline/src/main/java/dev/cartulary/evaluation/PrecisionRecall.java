package dev.cartulary.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Precision over recall, for every probability from which one may take values.
 *
 * @param points from the highest probability to the lowest; values of one probability are taken
 *     together
 */
public record PrecisionRecall(List<Point> points) {
  public PrecisionRecall {
    points = List.copyOf(points);
  }

  /** What is reached when values from {@code probability} on are taken. */
  public record Point(double probability, double recall, double precision) {}

  /**
   * The curve of some values.
   *
   * @param gold how many values there are, at least 1
   */
  public static PrecisionRecall of(Collection<Decision> values, int gold) {
    if (gold < 1) {
      throw new IllegalArgumentException("recall of " + gold + " values is not defined");
    }
    List<Decision> sorted = new ArrayList<>(values);
    sorted.sort(Comparator.comparingDouble(d -> -d.probability()));
    List<Point> points = new ArrayList<>();
    int right = 0;
    for (int i = 0; i < sorted.size(); i++) {
      Decision decision = sorted.get(i);
      right += decision.right() ? 1 : 0;
      boolean last =
          i + 1 == sorted.size() || sorted.get(i + 1).probability() < decision.probability();
      if (last) {
        points.add(
            new Point(decision.probability(), (double) right / gold, (double) right / (i + 1)));
      }
    }
    return new PrecisionRecall(points);
  }

  /**
   * Average precision: the sum of precision times gain of recall. Recall not reached gives none.
   */
  public double area() {
    double area = 0;
    double before = 0;
    for (Point point : points) {
      area += (point.recall - before) * point.precision;
      before = point.recall;
    }
    return area;
  }

  /** The best precision with at least this recall; empty where it is not reached. */
  public OptionalDouble precisionAt(double recall) {
    return points.stream()
        .filter(point -> point.recall >= recall - 1e-12)
        .mapToDouble(Point::precision)
        .max();
  }
}
