package dev.cartulary.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Saved figures below which an evaluation must not fall. The file is JSON for people to edit: each
 * figure with its value and the tolerance by which it may be worse.
 */
public final class Gate {
  /** What a saved file holds; other figures follow from these or move too much. */
  private static final Set<Figure> GUARDED =
      Set.of(
          Figure.F1,
          Figure.TOKEN_F1,
          Figure.AVERAGE_PRECISION,
          Figure.CALIBRATION_ERROR,
          Figure.GROUNDED,
          Figure.ROUGE_L,
          Figure.FAITHFULNESS);

  private static final double OF_A_FIELD = 0.05;
  private static final double OF_A_MEAN = 0.02;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Gate() {}

  /** Writes the run's figures with the usual tolerances. */
  public static void save(Evaluation evaluation, Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("set", evaluation.set());
    root.put("part", evaluation.part());
    root.put("documents", evaluation.documents());
    ArrayNode figures = root.putArray("figures");
    for (Row row : evaluation.rows()) {
      if (row.system().equals(Evaluation.MODEL) && GUARDED.contains(row.figure())) {
        ObjectNode figure = figures.addObject();
        figure.put("field", row.field());
        figure.put("figure", row.figure().label());
        figure.put("value", row.value());
        figure.put("tolerance", tolerance(row));
      }
    }
    Files.writeString(file, JSON.writeValueAsString(root) + "\n");
  }

  private static double tolerance(Row row) {
    if (row.figure() == Figure.GROUNDED) {
      return 0;
    }
    return row.field().startsWith("#") ? OF_A_MEAN : OF_A_FIELD;
  }

  /**
   * What is worse than {@code file} says by more than its tolerance, or is not measured any more,
   * one sentence each; empty if nothing is.
   *
   * @throws EvaluationException if the file is none of ours, or of another set or part
   */
  public static List<String> failures(Evaluation evaluation, Path file) {
    JsonNode root = read(file);
    if (!root.path("set").asText().equals(evaluation.set())
        || !root.path("part").asText().equals(evaluation.part())
        || root.path("documents").asInt() != evaluation.documents()) {
      throw new EvaluationException(
          file
              + " was saved for "
              + root.path("documents").asText()
              + " documents of "
              + root.path("set").asText()
              + ", part "
              + root.path("part").asText()
              + ", and this is another measurement; save it again with --save");
    }
    List<String> failures = new ArrayList<>();
    for (JsonNode saved : root.path("figures")) {
      String field = saved.path("field").asText();
      String label = saved.path("figure").asText();
      double value = saved.path("value").asDouble();
      double tolerance = saved.path("tolerance").asDouble();
      Figure figure = figure(file, label);
      Row now =
          evaluation.rows().stream()
              .filter(row -> row.system().equals(Evaluation.MODEL))
              .filter(row -> row.field().equals(field) && row.figure() == figure)
              .findFirst()
              .orElse(null);
      if (now == null) {
        failures.add(field + " " + label + " is not defined any more; it was " + words(value));
        continue;
      }
      double worse = figure.moreIsBetter() ? value - now.value() : now.value() - value;
      if (worse > tolerance + 1e-9) {
        failures.add(
            String.format(
                Locale.ROOT,
                "%s %s is %s; it was %s, and may be worse by %s",
                field,
                label,
                words(now.value()),
                words(value),
                words(tolerance)));
      }
    }
    return failures;
  }

  /**
   * Checks that the file can be read.
   *
   * @throws EvaluationException if it cannot
   */
  public static void check(Path file) {
    for (JsonNode saved : read(file).path("figures")) {
      figure(file, saved.path("figure").asText());
    }
  }

  private static JsonNode read(Path file) {
    try {
      JsonNode root = JSON.readTree(Files.readString(file));
      if (root != null && root.path("figures").isArray()) {
        return root;
      }
      throw new EvaluationException(file + " holds no saved figures; write one with --save");
    } catch (JsonProcessingException e) {
      throw new EvaluationException(file + " is not JSON; write it anew with --save");
    } catch (IOException e) {
      throw new EvaluationException(
          file
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + "); write it with --save first");
    }
  }

  private static Figure figure(Path file, String label) {
    for (Figure figure : Figure.values()) {
      if (figure.label().equals(label)) {
        return figure;
      }
    }
    throw new EvaluationException(file + " names the figure " + label + ", which is not known");
  }

  private static String words(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
