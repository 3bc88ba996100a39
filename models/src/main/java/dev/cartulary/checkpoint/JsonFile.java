package dev.cartulary.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a JSON object of a checkpoint. */
final class JsonFile {
  static final ObjectMapper JSON = new ObjectMapper();

  private JsonFile() {}

  static JsonNode read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return object(file, JSON.readTree(in));
    } catch (NoSuchFileException missing) {
      throw new CheckpointException(file, "the file is missing", CheckpointFolder.COPY, missing);
    } catch (JsonProcessingException broken) {
      throw new CheckpointException(
          file, "not JSON: " + broken.getOriginalMessage(), CheckpointFolder.COPY, broken);
    } catch (IOException unreadable) {
      throw new CheckpointException(
          file, "cannot be read: " + unreadable, "check the disk and its permissions", unreadable);
    }
  }

  static JsonNode object(Path file, JsonNode node) {
    if (!node.isObject()) {
      throw new CheckpointException(file, "is no JSON object", CheckpointFolder.COPY);
    }
    return node;
  }
}
