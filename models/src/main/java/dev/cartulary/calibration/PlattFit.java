package dev.cartulary.calibration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fits scales to judged decisions: a logistic regression over log-odds with one slope and one mean
 * a kind, and an offset a field that is drawn towards its kind's mean, so that a field with few
 * decisions is corrected as its kind is.
 *
 * <p>Maximum of the likelihood times normal priors: slopes about 1, offsets about 0. Newton's steps
 * number by number; the problem is convex, so that the order does not matter.
 */
public final class PlattFit {
  /** One over the variance of a slope about 1: what some decisions say against it. */
  private static final double SLOPE = 4;

  /** One over the variance of a field's offset about its kind's mean. */
  private static final double OFFSET = 1;

  /** One over the variance of a kind's mean: next to nothing. */
  private static final double MEAN = 0.01;

  private static final double LEAST_SLOPE = 0.05;
  private static final int SWEEPS = 300;
  private static final double ENOUGH = 1e-9;

  private double slope = 1;
  private double mean;
  private final Map<String, Double> offsets = new TreeMap<>();
  private final Map<String, List<Decided>> decisions = new TreeMap<>();

  private PlattFit(List<Decided> ofKind) {
    ofKind.forEach(
        decided -> decisions.computeIfAbsent(decided.field(), f -> new ArrayList<>()).add(decided));
    decisions.keySet().forEach(field -> offsets.put(field, 0.0));
  }

  /** The scale of every field; a field belongs to one kind. */
  public static Map<String, Scale> fit(List<Decided> decisions) {
    Map<String, List<Decided>> kinds = new TreeMap<>();
    decisions.forEach(
        decided -> kinds.computeIfAbsent(decided.kind(), k -> new ArrayList<>()).add(decided));
    Map<String, Scale> scales = new HashMap<>();
    kinds.values().forEach(ofKind -> scales.putAll(new PlattFit(ofKind).scales()));
    return scales;
  }

  private Map<String, Scale> scales() {
    double change = 1;
    for (int sweep = 0; sweep < SWEEPS && change > ENOUGH; sweep++) {
      double slopeStep = slopeStep();
      slope = Math.max(LEAST_SLOPE, slope + slopeStep);
      double meanStep = meanStep();
      mean += meanStep;
      change = Math.max(Math.abs(slopeStep), Math.abs(meanStep));
      for (Map.Entry<String, Double> offset : offsets.entrySet()) {
        double step = offsetStep(offset.getKey(), offset.getValue());
        offset.setValue(offset.getValue() + step);
        change = Math.max(change, Math.abs(step));
      }
      centre();
    }
    Map<String, Scale> scales = new HashMap<>();
    offsets.forEach((field, offset) -> scales.put(field, new Scale(slope, mean + offset)));
    return scales;
  }

  /** What all offsets have in common belongs to the mean, which costs less. */
  private void centre() {
    double sum = offsets.values().stream().mapToDouble(Double::doubleValue).sum();
    double common = (OFFSET * sum - MEAN * mean) / (OFFSET * offsets.size() + MEAN);
    mean += common;
    offsets.replaceAll((field, offset) -> offset - common);
  }

  private double slopeStep() {
    double gradient = SLOPE * (1 - slope);
    double curvature = SLOPE;
    for (Map.Entry<String, List<Decided>> field : decisions.entrySet()) {
      for (Decided decided : field.getValue()) {
        double x = Scale.logOdds(decided.probability());
        double p = probability(field.getKey(), x);
        gradient += x * ((decided.right() ? 1 : 0) - p);
        curvature += x * x * p * (1 - p);
      }
    }
    return gradient / curvature;
  }

  private double meanStep() {
    double gradient = -MEAN * mean;
    double curvature = MEAN;
    for (Map.Entry<String, List<Decided>> field : decisions.entrySet()) {
      for (Decided decided : field.getValue()) {
        double p = probability(field.getKey(), Scale.logOdds(decided.probability()));
        gradient += (decided.right() ? 1 : 0) - p;
        curvature += p * (1 - p);
      }
    }
    return gradient / curvature;
  }

  private double offsetStep(String field, double offset) {
    double gradient = -OFFSET * offset;
    double curvature = OFFSET;
    for (Decided decided : decisions.getOrDefault(field, List.of())) {
      double p = probability(field, Scale.logOdds(decided.probability()));
      gradient += (decided.right() ? 1 : 0) - p;
      curvature += p * (1 - p);
    }
    return gradient / curvature;
  }

  private double probability(String field, double logOdds) {
    return Scale.logistic(slope * logOdds + mean + offsets.getOrDefault(field, 0.0));
  }
}
