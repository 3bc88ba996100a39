package dev.cartulary.calibration;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The scales of a model's decisions by document type and field; what was not measured stays as it
 * is.
 *
 * @param source on which documents it was measured, in words
 */
public record Calibration(String source, Map<Key, Scale> scales) {
  /** Nothing was measured. */
  public static final Calibration NONE = new Calibration("none", Map.of());

  /**
   * A field's decisions of one sort.
   *
   * @param absence that there is no value; else, that a value is right
   */
  public record Key(String type, String field, boolean absence) {
    public Key {
      requireNonNull(type, "type is null");
      requireNonNull(field, "field is null");
    }
  }

  public Calibration {
    requireNonNull(source, "source is null");
    scales = Map.copyOf(scales);
  }

  /** The probability that a value is right. */
  public double value(String type, String field, double stated) {
    return scale(new Key(type, field, false)).apply(stated);
  }

  /** The probability that there is no value. */
  public double absence(String type, String field, double stated) {
    return scale(new Key(type, field, true)).apply(stated);
  }

  public Scale scale(Key key) {
    return scales.getOrDefault(key, Scale.SAME);
  }

  /** Equal exactly when all scales are. */
  public String fingerprint() {
    return scales.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  /** This one, with the scales of another model for some fields of a type. */
  public Calibration with(String type, Set<String> fields, Calibration other) {
    Map<Key, Scale> both = new HashMap<>();
    scales.forEach(
        (key, scale) -> {
          if (!key.type().equals(type) || !fields.contains(key.field())) {
            both.put(key, scale);
          }
        });
    other.scales.forEach(
        (key, scale) -> {
          if (key.type().equals(type) && fields.contains(key.field())) {
            both.put(key, scale);
          }
        });
    return new Calibration(source, both);
  }

  /** What corrects probabilities that this one has corrected already. */
  public Calibration then(Calibration next) {
    Map<Key, Scale> both = new HashMap<>(scales);
    next.scales.forEach((key, scale) -> both.put(key, scale(key).then(scale)));
    return new Calibration(next.source, both);
  }
}
