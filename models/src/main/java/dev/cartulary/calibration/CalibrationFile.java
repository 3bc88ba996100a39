package dev.cartulary.calibration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cartulary.checkpoint.CheckpointException;
import dev.cartulary.checkpoint.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@value #NAME} of a model folder: {@code {"source": "...", "types": {TYPE: {FIELD: {"value":
 * [slope, offset], "absence": [slope, offset]}}}}}.
 */
public final class CalibrationFile {
  public static final String NAME = "calibration.json";

  private static final String REMEDY = "make it again with cartulary calibrate, or remove it";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private CalibrationFile() {}

  /**
   * The calibration of the model in {@code folder}; none if it has no such file.
   *
   * @throws CheckpointException when the file is there and cannot be understood
   */
  public static Calibration in(Path folder) {
    Path file = folder.resolve(NAME);
    return Files.exists(file) ? read(file) : Calibration.NONE;
  }

  static Calibration read(Path file) {
    JsonNode json = JsonFile.read(file);
    Map<Calibration.Key, Scale> scales = new HashMap<>();
    each(json.path("types"))
        .forEach(
            type ->
                each(type.getValue())
                    .forEach(
                        field -> {
                          for (boolean absence : List.of(false, true)) {
                            JsonNode pair = field.getValue().path(absence ? "absence" : "value");
                            if (!pair.isMissingNode()) {
                              scales.put(
                                  new Calibration.Key(type.getKey(), field.getKey(), absence),
                                  scale(file, field.getKey(), pair));
                            }
                          }
                        }));
    return new Calibration(json.path("source").asText("not stated"), scales);
  }

  public static void write(Calibration calibration, Path file) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("source", calibration.source());
    ObjectNode types = json.putObject("types");
    calibration.scales().entrySet().stream()
        .sorted(
            Map.Entry.comparingByKey(
                Comparator.comparing(Calibration.Key::type)
                    .thenComparing(Calibration.Key::field)
                    .thenComparing(Calibration.Key::absence)))
        .forEach(
            entry ->
                types
                    .withObjectProperty(entry.getKey().type())
                    .withObjectProperty(entry.getKey().field())
                    .putArray(entry.getKey().absence() ? "absence" : "value")
                    .add(rounded(entry.getValue().slope()))
                    .add(rounded(entry.getValue().offset())));
    Files.writeString(file, JSON.writeValueAsString(json) + "\n");
  }

  private static double rounded(double number) {
    return Math.rint(number * 1e4) / 1e4;
  }

  private static Set<Map.Entry<String, JsonNode>> each(JsonNode object) {
    return object.properties();
  }

  private static Scale scale(Path file, String field, JsonNode pair) {
    if (pair.size() == 2 && pair.path(0).isNumber() && pair.path(1).isNumber()) {
      try {
        return new Scale(pair.path(0).asDouble(), pair.path(1).asDouble());
      } catch (IllegalArgumentException refused) {
        throw new CheckpointException(file, field + ": " + refused.getMessage(), REMEDY, refused);
      }
    }
    throw new CheckpointException(file, field + " has no slope and offset", REMEDY);
  }
}
