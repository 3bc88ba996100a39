package dev.cartulary.gold;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the files of gold sets; what is wrong with one is said without its content. */
final class GoldFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private GoldFiles() {}

  static JsonNode json(Path file) {
    return tree(file, text(file), "");
  }

  /** One object a line. */
  static List<JsonNode> jsonLines(Path file) {
    List<JsonNode> nodes = new ArrayList<>();
    int number = 0;
    for (String line : text(file).split("\n", -1)) {
      number++;
      if (!line.isBlank()) {
        nodes.add(tree(file, line, " line " + number));
      }
    }
    return nodes;
  }

  private static JsonNode tree(Path file, String text, String place) {
    try {
      JsonNode node = JSON.readTree(text);
      if (node == null || !node.isObject()) {
        throw new GoldException(file + place + " is not a JSON object; see docs/evaluation.md");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new GoldException(
          file + place + " is not JSON (line " + e.getLocation().getLineNr() + "); mend the file");
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new GoldException(file + " does not exist; name a folder of gold labels");
    } catch (MalformedInputException e) {
      throw new GoldException(file + " is not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      throw new GoldException(
          file + " cannot be read (" + e.getClass().getSimpleName() + "); mend its permissions");
    }
  }

  /** The folder's files whose names end in {@code suffix}, sorted by path. */
  static List<Path> files(Path folder, String suffix) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(suffix))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new GoldException(
          folder + " cannot be listed (" + e.getClass().getSimpleName() + "); name a folder");
    }
  }

  /** The text member, empty where it is missing or null. */
  static String member(JsonNode node, String name) {
    return node.path(name).asText("").strip();
  }
}
