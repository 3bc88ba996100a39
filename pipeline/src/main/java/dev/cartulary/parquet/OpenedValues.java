package dev.cartulary.parquet;

import dev.cartulary.document.DocumentId;
import dev.cartulary.keys.SealedText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;
import org.jspecify.annotations.Nullable;

/** The values of a finished run, decrypted also where they are sealed one by one. */
public final class OpenedValues {
  private OpenedValues() {}

  /**
   * A row of {@link Table#FIELDS}, in the clear.
   *
   * @param status as the table writes it
   */
  public record OpenedValue(
      String path,
      DocumentId document,
      String name,
      String value,
      String canonical,
      String status) {}

  /**
   * Gives the rows in their order.
   *
   * @param folder an output folder, or the {@code latest} in it
   * @param cipher null where nothing is encrypted
   * @throws OutputException if the folder holds no tables, or they cannot be read or decrypted
   * @throws dev.cartulary.keys.KeyException if a sealed value cannot be opened
   */
  public static void read(Path folder, @Nullable TableCipher cipher, Consumer<OpenedValue> to) {
    Path tables = StoredRun.tables(folder);
    try {
      for (Path file : StoredRun.files(tables, Table.FIELDS)) {
        TableReader.read(file, cipher, row -> to.accept(opened(row, cipher, tables)));
      }
    } catch (IOException e) {
      throw OutputException.of(tables, e);
    }
  }

  private static OpenedValue opened(Group row, @Nullable TableCipher cipher, Path tables) {
    String document = row.getString("document_id", 0);
    String name = row.getString("name", 0);
    String value = row.getString("value", 0);
    String canonical = row.getGroup("normalized", 0).getString("canonical", 0);
    if (SealedText.isSealed(value)) {
      if (cipher == null) {
        throw new OutputException(
            tables
                + " has values that are encrypted one by one; name their keys under encryption in"
                + " the job file, as the job that wrote them did");
      }
      value = cipher.opened(value, document, name, "value");
      canonical = cipher.opened(canonical, document, name, "canonical");
    }
    return new OpenedValue(
        row.getString("path", 0),
        new DocumentId(document),
        name,
        value,
        canonical,
        row.getString("status", 0));
  }
}
