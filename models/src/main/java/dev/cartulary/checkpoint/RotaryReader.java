package dev.cartulary.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Rotary positions of a configuration, in the keys of today ({@code rope_parameters}, one for all
 * layers or one a layer type) and of before ({@code rope_theta}, {@code rope_scaling}).
 */
final class RotaryReader {
  private static final String GLOBAL = "full_attention";
  private static final String LOCAL = "sliding_attention";

  private final ConfigNumbers config;
  private final int headSize;

  RotaryReader(ConfigNumbers config, int headSize) {
    this.config = config;
    this.headSize = headSize;
  }

  /** The positions of layers without a window, then, where they differ, of those with one. */
  List<Rotary> rotaries() {
    ConfigNumbers newer = config.part("rope_parameters");
    if (newer.has(GLOBAL) && newer.has(LOCAL)) {
      return List.of(
          rotary(newer.part(GLOBAL), newer.part(GLOBAL)),
          rotary(newer.part(LOCAL), newer.part(LOCAL)));
    }
    if (newer.has("rope_type") || newer.has("rope_theta")) {
      return List.of(rotary(newer, newer));
    }
    Rotary global = rotary(config, config.part("rope_scaling"));
    if (!config.has("rope_local_base_freq")) {
      return List.of(global);
    }
    double local = config.number("rope_local_base_freq");
    return List.of(global, new Rotary(local, global.dimensions(), new RotaryScaling.None()));
  }

  private Rotary rotary(ConfigNumbers base, ConfigNumbers scaling) {
    double theta = base.number("rope_theta", config.number("rope_theta", 10_000));
    double part = base.number("partial_rotary_factor", config.number("partial_rotary_factor", 1));
    return new Rotary(theta, (int) (headSize * part), scaling(scaling, theta));
  }

  private RotaryScaling scaling(ConfigNumbers scaling, double theta) {
    String type = scaling.text("rope_type", scaling.text("type", "default"));
    return switch (type) {
      case "default" -> new RotaryScaling.None();
      case "linear" -> new RotaryScaling.Linear(scaling.number("factor"));
      case "llama3" ->
          new RotaryScaling.Llama3(
              scaling.number("factor"),
              scaling.number("low_freq_factor"),
              scaling.number("high_freq_factor"),
              scaling.number("original_max_position_embeddings"));
      case "yarn" -> yarn(scaling, theta);
      case "longrope", "su" -> longRope(scaling);
      default ->
          throw config.refusal(
              "rope_scaling \"" + type + "\" is not supported",
              "supported: default, linear, llama3, yarn, longrope");
    };
  }

  private RotaryScaling yarn(ConfigNumbers scaling, double theta) {
    double original = originalContext(scaling);
    double factor = scaling.number("factor", context() / original);
    double whole = scaling.number("mscale", 0);
    double all = scaling.number("mscale_all_dim", 0);
    double amplitude =
        whole != 0 && all != 0
            ? yarnAmplitude(factor, whole) / yarnAmplitude(factor, all)
            : yarnAmplitude(factor, 1);
    return new RotaryScaling.Yarn(
        factor,
        original,
        theta,
        scaling.number("beta_fast", 32),
        scaling.number("beta_slow", 1),
        scaling.flag("truncate", true),
        scaling.number("attention_factor", amplitude));
  }

  private static double yarnAmplitude(double factor, double weight) {
    return factor <= 1 ? 1 : 0.1 * weight * Math.log(factor) + 1;
  }

  private RotaryScaling longRope(ConfigNumbers scaling) {
    double original = originalContext(scaling);
    double factor = scaling.number("factor", context() / original);
    double amplitude = factor <= 1 ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(original));
    return new RotaryScaling.LongRope(
        divisors(scaling.node("short_factor")),
        divisors(scaling.node("long_factor")),
        original,
        scaling.number("attention_factor", amplitude));
  }

  private static List<Double> divisors(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asDouble).toList();
  }

  private double originalContext(ConfigNumbers scaling) {
    String name = "original_max_position_embeddings";
    return scaling.number(name, config.number(name, context()));
  }

  private double context() {
    return config.number("max_position_embeddings", ConfigReader.CONTEXT);
  }
}
