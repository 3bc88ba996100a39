package dev.cartulary.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/** Typed access to {@code config.json}; what is wrong is refused with the key's name. */
final class ConfigNumbers {
  static final String UNUSABLE = "use a checkpoint of a known family as published";

  private final Path file;
  private final JsonNode json;

  ConfigNumbers(Path file, JsonNode json) {
    this.file = file;
    this.json = json;
  }

  /** A part of the configuration; missing parts have nothing in them. */
  ConfigNumbers part(String name) {
    return new ConfigNumbers(file, json.path(name));
  }

  JsonNode node(String name) {
    return json.path(name);
  }

  boolean has(String name) {
    return json.hasNonNull(name);
  }

  boolean flag(String name, boolean absent) {
    return json.path(name).asBoolean(absent);
  }

  String text(String name, String absent) {
    return json.path(name).asText(absent);
  }

  int integer(String name) {
    return integer(name, json.path(name));
  }

  int integer(String name, int absent) {
    return has(name) ? integer(name) : absent;
  }

  /** A number that is the same in all layers, or one of a list with a number a layer. */
  int integer(String name, int layer, int absent) {
    if (!has(name)) {
      return absent;
    }
    JsonNode value = json.path(name);
    refuse(value.isArray() && layer >= value.size(), name + " has no number for layer " + layer);
    return integer(name, value.isArray() ? value.get(layer) : value);
  }

  private int integer(String name, JsonNode value) {
    refuse(!value.isIntegralNumber() || !value.canConvertToInt(), name + " is no whole number");
    return value.intValue();
  }

  double number(String name) {
    refuse(!json.path(name).isNumber(), "there is no number " + name);
    return json.path(name).doubleValue();
  }

  double number(String name, double absent) {
    return has(name) ? number(name) : absent;
  }

  void refuse(boolean wrong, String cause) {
    if (wrong) {
      throw new CheckpointException(file, cause, UNUSABLE);
    }
  }

  CheckpointException refusal(String cause, String remedy) {
    return new CheckpointException(file, cause, remedy);
  }
}
