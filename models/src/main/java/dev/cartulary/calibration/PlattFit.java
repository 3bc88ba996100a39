package dev.cartulary.calibration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fits scales to judged decisions: a logistic regression over log-odds with one slope and one mean
 * a kind, and an offset a field that is drawn towards its kind's mean, so that a field with few
 * decisions is corrected as its kind is. Where scales fitted to some documents do not make the
 * decisions about others more probable, as where probabilities are right already, there are none.
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

  /** Documents are left out in so many parts; with fewer documents one by one. */
  private static final int PARTS = 10;

  /** What documents gain by a fit is no chance where it is so many standard errors above 0. */
  private static final double ERRORS = 2;

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

  /** The scale of every field of the kinds that gain by theirs; a field belongs to one kind. */
  public static Map<String, Scale> fit(List<Decided> decisions) {
    Map<String, List<Decided>> kinds = new TreeMap<>();
    decisions.forEach(
        decided -> kinds.computeIfAbsent(decided.kind(), k -> new ArrayList<>()).add(decided));
    Map<String, Scale> scales = new HashMap<>();
    kinds.values().stream()
        .filter(PlattFit::gains)
        .forEach(
            ofKind -> {
              PlattFit fit = new PlattFit(ofKind);
              fit.climb();
              fit.offsets.keySet().forEach(field -> scales.put(field, fit.scale(field)));
            });
    return scales;
  }

  /** Whether documents that the fit has not seen are judged better with it, beyond chance. */
  private static boolean gains(List<Decided> ofKind) {
    List<String> documents = ofKind.stream().map(Decided::document).distinct().sorted().toList();
    if (documents.size() == 1) {
      return true;
    }
    double sum = 0;
    double squares = 0;
    for (int part = 0; part < PARTS; part++) {
      Map<String, Double> gains = new HashMap<>();
      for (int i = part; i < documents.size(); i += PARTS) {
        gains.put(documents.get(i), 0.0);
      }
      PlattFit others =
          new PlattFit(ofKind.stream().filter(d -> !gains.containsKey(d.document())).toList());
      others.climb();
      for (Decided decided : ofKind) {
        gains.computeIfPresent(
            decided.document(),
            (document, gain) ->
                gain
                    + likelihood(others.scale(decided.field()), decided)
                    - likelihood(Scale.SAME, decided));
      }
      for (double gain : gains.values()) {
        sum += gain;
        squares += gain * gain;
      }
    }
    // Where all gain alike rounding may leave a little less than nothing.
    double variance = Math.max(0, squares - sum * sum / documents.size());
    return sum > ERRORS * Math.sqrt(variance);
  }

  /** The logarithm of how probable a decision is by a scale. */
  private static double likelihood(Scale scale, Decided decided) {
    double logOdds = scale.slope() * Scale.logOdds(decided.probability()) + scale.offset();
    return Math.log(Scale.logistic(decided.right() ? logOdds : -logOdds));
  }

  private void climb() {
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
  }

  private Scale scale(String field) {
    return new Scale(slope, mean + offsets.getOrDefault(field, 0.0));
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
