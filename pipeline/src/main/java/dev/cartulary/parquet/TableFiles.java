package dev.cartulary.parquet;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files of a run's tables in a folder. */
public final class TableFiles {
  private TableFiles() {}

  /** Those of one table, sorted; none where there is no folder. */
  static List<Path> of(Path folder, Table<?> table) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        entries.forEach(files::add);
      }
    }
    files.removeIf(file -> !table.owns(file.getFileName().toString()));
    files.sort(null);
    return files;
  }

  /**
   * The rows of each table in {@code folder}, by the table's name.
   *
   * @param cipher decrypts them; not needed where they are not encrypted
   * @throws OutputException if a file cannot be read
   */
  public static SortedMap<String, Long> rows(Path folder, @Nullable TableCipher cipher) {
    SortedMap<String, Long> rows = new TreeMap<>();
    try {
      for (Table<?> table : Table.ALL) {
        long count = 0;
        for (Path file : of(folder, table)) {
          count += TableReader.count(file, cipher);
        }
        rows.put(table.name(), count);
      }
      return rows;
    } catch (IOException e) {
      throw OutputException.of(folder, e);
    }
  }
}
