package dev.cartulary.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.cartulary.access.OwnerOnly;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the table of documents as script files, for a page that is opened from disk can read
 * no others: a call, and in it each row as a JSON array on a line of its own.
 */
final class RowFiles implements Closeable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int ROWS_PER_FILE = 1_000;
  private static final String BEGIN = "cartulary.add([\n";
  private static final String END = "]);\n";

  private final Path folder;
  private final List<String> names = new ArrayList<>();
  private @Nullable Writer open;
  private int rows;

  /** Writes into a folder that is there. */
  RowFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * A row.
   *
   * @param id null for a file whose bytes could not be read
   * @param parent of a part, the document that holds it
   * @param page address of its page; empty where there is none
   * @param state in words
   */
  record Row(
      @Nullable String id,
      @Nullable String parent,
      String path,
      String page,
      String state,
      String remark,
      String type,
      long pages,
      long found,
      long review,
      long absent,
      double seconds) {
    private ArrayNode json() {
      return JSON.createArrayNode()
          .add(id)
          .add(parent)
          .add(path)
          .add(page)
          .add(state)
          .add(remark)
          .add(type)
          .add(pages)
          .add(found)
          .add(review)
          .add(absent)
          .add(Math.round(seconds * 1_000) / 1_000.0);
    }
  }

  /** What is needed of a line to tell whose it is. */
  record Owner(@Nullable String id, @Nullable String parent, String path, String page) {}

  void add(Row row) throws IOException {
    if (rows % ROWS_PER_FILE == 0) {
      close();
      String name = String.format(Locale.ROOT, "documents-%05d.js", 1 + rows / ROWS_PER_FILE);
      open = writer(folder.resolve(name));
      open.write(BEGIN);
      names.add(name);
    }
    if (open != null) {
      open.write(JSON.writeValueAsString(row.json()));
      open.write(",\n");
    }
    rows++;
  }

  /** Names of the files so far. */
  List<String> names() {
    return names;
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.write(END);
      open.close();
      open = null;
    }
  }

  /** Whose line it is; null for a line without a row. */
  static @Nullable Owner owner(String line) throws IOException {
    if (!line.startsWith("[")) {
      return null;
    }
    try {
      JsonNode row = JSON.readTree(line.substring(0, line.length() - 1));
      return new Owner(
          row.get(0).textValue(), row.get(1).textValue(), row.get(2).asText(), row.get(3).asText());
    } catch (JsonProcessingException | RuntimeException e) {
      // Without the cause, which quotes a path.
      throw new IOException("a row of the report is damaged; run the job again");
    }
  }

  /** The files of a folder in the order of their rows; none where it is not there. */
  static List<Path> in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  static Writer writer(Path file) throws IOException {
    return new BufferedWriter(
        Channels.newWriter(
            OwnerOnly.file(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
            StandardCharsets.UTF_8));
  }
}
