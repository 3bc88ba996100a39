package dev.cartulary.parquet;

import dev.cartulary.document.DocumentId;
import dev.cartulary.field.Field;
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
    Field field = Cells.field(row, cipher, tables);
    return new OpenedValue(
        Cells.text(row, "path"),
        new DocumentId(Cells.text(row, "document_id")),
        field.name(),
        field.value(),
        field.normalized().canonical(),
        Cells.text(row, "status"));
  }
}
