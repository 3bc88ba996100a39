package dev.cartulary.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;

/** The data keys of a run's tables, for programs that want them as they are. */
public final class TableKeys {
  private TableKeys() {}

  /**
   * Reads the footers of the tables in {@code folder}: an output folder, or the {@code latest} in
   * it.
   *
   * @return keys in Base64, by the id of the master key that wraps them; empty where the tables are
   *     not encrypted
   * @throws OutputException if the folder holds no tables, or they cannot be read or decrypted
   */
  public static SortedMap<String, String> read(Path folder, TableCipher cipher) {
    SortedMap<String, String> keys = new TreeMap<>();
    Path tables = StoredRun.tables(folder);
    try {
      for (Table<?> table : Table.ALL) {
        for (Path file : StoredRun.files(tables, table)) {
          TableReader.open(
              file,
              cipher,
              (wrapped, key) ->
                  keys.put(wrapped.master(), Base64.getEncoder().encodeToString(key)));
        }
      }
      return keys;
    } catch (IOException e) {
      throw OutputException.of(tables, e);
    }
  }
}
