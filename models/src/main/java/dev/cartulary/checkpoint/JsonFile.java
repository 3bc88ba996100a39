package dev.cartulary.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a JSON object of a checkpoint. */
public final class JsonFile {
  static final ObjectMapper JSON = new ObjectMapper();

  private JsonFile() {}

  /** The object in {@code file}; anything else is a {@link CheckpointException}. */
  public static JsonNode read(Path file) {
    try {
      return object(file, Files.readAllBytes(file));
    } catch (NoSuchFileException missing) {
      throw new CheckpointException(file, "the file is missing", CheckpointFolder.COPY, missing);
    } catch (IOException unreadable) {
      throw new CheckpointException(
          file, "cannot be read: " + unreadable, "check the disk and its permissions", unreadable);
    }
  }

  static JsonNode object(Path file, byte[] json) {
    JsonNode node;
    try {
      node = JSON.readTree(json);
    } catch (IOException broken) {
      throw new CheckpointException(
          file, "not JSON: " + broken.getMessage(), CheckpointFolder.COPY, broken);
    }
    if (!node.isObject()) {
      throw new CheckpointException(file, "is no JSON object", CheckpointFolder.COPY);
    }
    return node;
  }
}
