package dev.cartulary.parquet;

import static java.util.Objects.requireNonNull;

import dev.cartulary.keys.DataKey;
import dev.cartulary.keys.Encryption;
import dev.cartulary.keys.Encryption.Columns;
import dev.cartulary.keys.KeyException;
import dev.cartulary.keys.KeyMaterial;
import dev.cartulary.keys.KeyName;
import dev.cartulary.keys.KeyRing;
import dev.cartulary.keys.SealedText;
import dev.cartulary.keys.WrappedKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.crypto.ColumnEncryptionProperties;
import org.apache.parquet.crypto.FileDecryptionProperties;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.crypto.KeyAccessDeniedException;
import org.apache.parquet.crypto.ParquetCipher;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts tables and decrypts them: Parquet's modular encryption with AES-GCM, footers included.
 *
 * <p>Columns that say nothing of a person are under the key of the footer, all others under the key
 * {@link KeyName#PHI}. A column that is not named here is under the latter, so that a new one is
 * never too open.
 */
public final class TableCipher {
  /*
   * Files carry no AAD prefix, for DuckDB does not read those that do. What a prefix would be for,
   * that no file is put in the place of another, is done by the name in the footer, which is
   * authenticated; see docs/decisions/0086-names-in-footers.md.
   */
  private static final Map<String, Set<String>> UNDER_FOOTER =
      Map.of(
          "documents",
          Set.of(
              "run_id",
              "parts",
              "size_bytes",
              "media_type",
              "document_type",
              "model",
              "pages",
              "ocr_pages",
              "ocr_confidence",
              "pages_without_text",
              "characters",
              "chunks",
              "fields_found",
              "fields_needs_review",
              "fields_ungrounded",
              "fields_reviewed",
              "tokens",
              "finished_at",
              "extract_nanos",
              "model_nanos",
              "local_cost",
              "local_cost_currency"),
          "fields",
          Set.of(
              "run_id",
              "document_type",
              "position",
              "name",
              "probability",
              "status",
              "origin",
              "route"),
          "failures",
          Set.of("run_id", "stage", "reason", "remedy", "retryable", "attempts"),
          "costs",
          Set.of(
              "run_id",
              "kind",
              "provider",
              "item",
              "quantity",
              "unit",
              "amount",
              "currency",
              "estimated",
              "priced_on",
              "verified"),
          "figures",
          Set.of("set", "part", "system", "field", "metric", "value", "low", "high", "n"));

  private final KeyRing keys;
  private final Columns columns;

  /** A cipher with the keys of {@code keys} that reads all tables and writes such columns. */
  public TableCipher(KeyRing keys, Columns columns) {
    this.keys = requireNonNull(keys, "keys is null");
    this.columns = requireNonNull(columns, "columns is null");
  }

  /** Opens the keys that a job names; null where it names none. */
  public static @Nullable TableCipher of(@Nullable Encryption encryption) {
    return encryption == null
        ? null
        : new TableCipher(KeyRing.open(encryption.place()), encryption.columns());
  }

  /** For a copy of an encrypted table, which never is in the clear. */
  TableCipher closed() {
    return columns == Columns.CLEAR ? new TableCipher(keys, Columns.SEPARATE) : this;
  }

  static boolean isUnderFooter(Table<?> table, String column) {
    return UNDER_FOOTER.getOrDefault(table.name(), Set.of()).contains(column);
  }

  /** Null where tables are written as they are. */
  @Nullable FileEncryptionProperties writing(Table<?> table, ParquetConfiguration configuration) {
    if (columns == Columns.CLEAR) {
      return null;
    }
    boolean oneKey = columns == Columns.TOGETHER;
    DataKey phi = keys.dataKey(KeyName.PHI);
    DataKey footer = oneKey ? phi : keys.dataKey(KeyName.FOOTER);
    FileEncryptionProperties.Builder properties =
        FileEncryptionProperties.builder(footer.bytes())
            .withFooterKeyMetadata(KeyMaterial.write(footer.wrapped(), true))
            .withAlgorithm(ParquetCipher.AES_GCM_V1);
    if (oneKey) {
      return properties.build();
    }
    Map<ColumnPath, ColumnEncryptionProperties> closed = new HashMap<>();
    for (ColumnDescriptor column :
        new AvroSchemaConverter(configuration).convert(table.schema()).getColumns()) {
      if (!isUnderFooter(table, column.getPath()[0])) {
        ColumnPath path = ColumnPath.get(column.getPath());
        closed.put(
            path,
            ColumnEncryptionProperties.builder(path)
                .withKey(phi.bytes())
                .withKeyMetaData(KeyMaterial.write(phi.wrapped(), false))
                .build());
      }
    }
    // Without this call, columns that are not in the map would stay as they are.
    return closed.isEmpty()
        ? properties.build()
        : properties.withEncryptedColumns(closed).withCompleteColumnEncryption().build();
  }

  /** Opens a value that is sealed by itself. */
  String opened(String sealed, String... place) {
    return SealedText.open(keys, sealed, place);
  }

  FileDecryptionProperties reading() {
    return reading((wrapped, key) -> {});
  }

  /**
   * Keys for one file.
   *
   * @param seen is told each key that the file asks for
   */
  FileDecryptionProperties reading(BiConsumer<WrappedKey, byte[]> seen) {
    return FileDecryptionProperties.builder()
        .withKeyRetriever(
            metadata -> {
              try {
                WrappedKey wrapped = KeyMaterial.read(metadata);
                byte[] key = keys.unwrap(wrapped);
                seen.accept(wrapped, key);
                return key;
              } catch (KeyException e) {
                // Parquet then hides the column, and shows the others.
                throw new KeyAccessDeniedException(e.getMessage(), e);
              }
            })
        .build();
  }
}
