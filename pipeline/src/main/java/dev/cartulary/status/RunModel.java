package dev.cartulary.status;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The model of a job's last run, as {@code run.json} names it.
 *
 * @param instruct whether it was asked in the words for models that follow instructions
 */
public record RunModel(String name, String precision, String device, boolean instruct) {
  public RunModel {
    requireNonNull(name, "name is null");
    requireNonNull(precision, "precision is null");
    requireNonNull(device, "device is null");
  }

  /** That of the newest finished run in an output folder; empty where nothing is known of it. */
  public static Optional<RunModel> of(Path output) {
    return RunFile.latest(output)
        .map(run -> run.path("versions"))
        .filter(versions -> versions.hasNonNull("model"))
        .map(
            versions ->
                new RunModel(
                    text(versions, "model"),
                    text(versions, "precision"),
                    text(versions, "device"),
                    versions.path("instruct").asBoolean()));
  }

  private static String text(JsonNode versions, String name) {
    return versions.path(name).asText();
  }
}
