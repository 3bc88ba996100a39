package dev.cartulary.gold;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cartulary.access.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes labels in the layout that {@link Layout#JSON} reads: {@code NAME.json} for each document.
 */
public final class JsonLabels {
  private static final JsonMapper JSON = new JsonMapper();
  private static final DefaultPrettyPrinter PRINTER =
      new DefaultPrettyPrinter()
          .withObjectIndenter(new DefaultIndenter("  ", "\n"))
          .withArrayIndenter(DefaultPrettyPrinter.FixedSpaceIndenter.instance);

  private JsonLabels() {}

  /** A value, as it stands in the document and in one form. */
  public record Label(String value, String normalized) {}

  /**
   * Writes the labels of one document, in the place of those that are there.
   *
   * @param document its path in the folder of inputs
   * @param fields values by field; no value where the document holds none; empty where nobody has
   *     judged
   * @throws GoldException if the file cannot be written, or would lie outside of {@code folder}
   */
  public static void write(
      Path folder, String document, Map<String, Optional<List<Label>>> fields) {
    Path file = folder.resolve(document + ".json").normalize();
    if (!file.startsWith(folder.normalize())) {
      throw new GoldException(
          "the labels of a document would lie outside of " + folder + ", for its name leads there");
    }
    ObjectNode gold = JSON.createObjectNode();
    ObjectNode to = gold.putObject("fields");
    fields.forEach(
        (name, judged) -> {
          if (judged.isEmpty()) {
            to.putNull(name);
          } else {
            ArrayNode values = to.putArray(name);
            judged
                .get()
                .forEach(
                    label ->
                        values
                            .addObject()
                            .put("value", label.value())
                            .put("normalized", label.normalized()));
          }
        });
    try {
      OwnerOnly.folders(requireNonNull(file.getParent(), "a file in a folder"));
      try (FileChannel channel =
          OwnerOnly.file(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer bytes =
            ByteBuffer.wrap(
                (JSON.writer(PRINTER).writeValueAsString(gold) + "\n")
                    .getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
    } catch (IOException e) {
      throw new GoldException(
          file
              + " cannot be written ("
              + e.getClass().getSimpleName()
              + "); name a folder that this user may write to");
    }
  }
}
