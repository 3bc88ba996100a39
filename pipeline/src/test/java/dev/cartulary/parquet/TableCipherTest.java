package dev.cartulary.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.cost.CostLine;
import dev.cartulary.keys.Encryption;
import dev.cartulary.keys.Encryption.Columns;
import dev.cartulary.keys.KeyException;
import dev.cartulary.keys.KeyFolder;
import dev.cartulary.keys.KeyRing;
import dev.cartulary.outcome.DocumentRecord;
import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What encrypted tables show to whom: nothing, shapes, or all. */
class TableCipherTest {
  private static final String RUN = "20261121-020304-567";

  @TempDir Path parent;
  private Path keys = Path.of("");

  @BeforeEach
  void makeKeys() {
    keys = parent.resolve("keys");
    KeyFolder.create(keys);
  }

  @Test
  void tables_withTheKeys_haveTheRowsOfUnencryptedOnes() throws IOException {
    for (Columns columns : Columns.values()) {
      Path folder = run("run-" + columns, columns);
      Path open = plainRun("open-" + columns);
      TableCipher reader = cipher(keys, columns);
      for (Table<?> table : Table.ALL) {
        boolean clear = columns == Columns.CLEAR;
        List<String> rows = rows(file(folder, table), clear ? null : reader, null);
        assertThat(rows).isNotEmpty().isEqualTo(rows(file(open, table), null, null));
      }
      assertThat(StoredRun.read(folder, reader)).isEqualTo(StoredRun.read(open));
    }
  }

  @Test
  void reader_withNoKey_seesNothing() throws Exception {
    Path folder = run("run", Columns.SEPARATE);

    for (Table<?> table : Table.ALL) {
      Path file = file(folder, table);
      String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      assertThat(bytes)
          .startsWith("PARE")
          .endsWith("PARE")
          .doesNotContain("harbour", "Harbour lease", "Nobody & Sons", "Rent is due")
          .doesNotContain("letter.docx", "file is locked", RUN, "document_id", "summary", "reason")
          .doesNotContain(SampleRows.ID.sha256());
      assertThatThrownBy(() -> rows(file, null, null)).isInstanceOf(RuntimeException.class);
      assertThatThrownBy(() -> duckDb(file, "", "select * from t", Map.of()))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("is encrypted");
    }
    assertThatThrownBy(() -> StoredRun.read(folder))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("documents-00000-of-00001.parquet is encrypted")
        .hasMessageContaining("under encryption in the job file");
    KeyFolder.create(parent.resolve("other-keys"));
    assertThatThrownBy(
            () -> StoredRun.read(folder, cipher(parent.resolve("other-keys"), Columns.SEPARATE)))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("cannot be decrypted")
        .hasMessageContaining("footer-0001.key is another key");
  }

  @Test
  void reader_withTheKeyOfFooters_seesColumnsThatSayNothingOfAPerson() throws Exception {
    Path folder = run("run", Columns.SEPARATE);
    Path open = plainRun("open");
    TableCipher reader = cipher(onlyFooterKeys(), Columns.SEPARATE);
    for (Table<?> table : Table.ALL) {
      List<String> visible =
          columns(table).stream().filter(c -> TableCipher.isUnderFooter(table, c)).toList();
      Schema projection = projection(table, visible);
      assertThat(rows(file(folder, table), reader, projection))
          .isNotEmpty()
          .isEqualTo(rows(file(open, table), null, projection));
      for (String column : columns(table)) {
        if (!visible.contains(column)) {
          assertThatThrownBy(
                  () -> rows(file(folder, table), reader, projection(table, List.of(column))))
              .as(column)
              .rootCause()
              .isInstanceOf(KeyException.class)
              .hasMessageContaining("no version 1 of the key phi");
        }
      }
    }
    assertThatThrownBy(() -> StoredRun.read(folder, reader))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("no version 1 of the key phi")
        .hasMessageContaining("copy phi-0001.key");
  }

  /**
   * What a person may be known by is listed here by hand: a new column is refused to the footer.
   */
  @Test
  void columns_thatMaySayWhoSomebodyIs_areUnderTheKeyPhi() {
    assertThat(phi(Table.DOCUMENTS)).contains("document_id", "path", "parent_id", "summary");
    assertThat(phi(Table.FIELDS))
        .contains(
            "document_id", "path", "value", "normalized", "span", "page", "boxes", "derived_from");
    assertThat(phi(Table.FAILURES)).contains("document_id", "path", "parent_id", "message");
    assertThat(phi(Table.COSTS)).containsExactly("document_id", "path");
    assertThat(phi(Table.FIGURES)).isEmpty();
  }

  /** DuckDB 1.5 decrypts no columns inside of lists and structs; the others it does. */
  @Test
  void duckDb_withTheRevealedKey_readsAllRowsOfTablesUnderOneKey() throws Exception {
    Path folder = run("run", Columns.TOGETHER);
    Path open = plainRun("open");
    SortedMap<String, String> revealed = TableKeys.read(folder, cipher(keys, Columns.TOGETHER));

    assertThat(revealed).containsOnlyKeys("phi:1");
    for (Table<?> table : Table.ALL) {
      String flat = "select concat_ws('|', " + String.join(", ", flat(table)) + ") from t";
      assertThat(duckDb(file(folder, table), "phi:1", flat, revealed))
          .isNotEmpty()
          .isEqualTo(duckDb(file(open, table), "", flat, Map.of()));
    }
  }

  @Test
  void duckDb_withTheRevealedFooterKey_readsColumnsUnderIt() throws Exception {
    Path folder = run("run", Columns.SEPARATE);
    Path file = file(folder, Table.FIELDS);
    SortedMap<String, String> revealed = TableKeys.read(folder, cipher(keys, Columns.SEPARATE));

    assertThat(revealed).containsOnlyKeys("footer:1", "phi:1");
    assertThat(duckDb(file, "footer:1", "select name || probability from t limit 2", revealed))
        .containsExactly("title0.75", "start0.75");
    for (String key : List.of("footer:1", "phi:1")) {
      assertThatThrownBy(() -> duckDb(file, key, "select value from t", revealed))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void keys_thatWereRotated_readBothRuns() throws IOException {
    Path before = run("before", Columns.SEPARATE);
    KeyFolder.open(keys).rotate();
    Path after = run("after", Columns.SEPARATE);
    TableCipher reader = cipher(keys, Columns.SEPARATE);

    assertThat(TableKeys.read(before, reader)).containsOnlyKeys("footer:1", "phi:1");
    assertThat(TableKeys.read(after, reader)).containsOnlyKeys("footer:2", "phi:2");
    assertThat(StoredRun.read(before, reader)).isEqualTo(StoredRun.read(after, reader));
    Files.delete(keys.resolve("phi-0001.key"));
    TableCipher forgetful = cipher(keys, Columns.SEPARATE);
    assertThat(StoredRun.read(after, forgetful).documents()).isNotEmpty();
    assertThatThrownBy(() -> StoredRun.read(before, forgetful))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("cannot be decrypted");
  }

  @Test
  void file_withAChangedByte_isRefused() throws IOException {
    Path folder = run("run", Columns.SEPARATE);
    Path file = file(folder, Table.FAILURES);
    byte[] bytes = Files.readAllBytes(file);
    List<String> rows = written(file);
    int refused = 0;
    for (int i = 0; i < bytes.length; i += 29) {
      byte[] changed = bytes.clone();
      changed[i] ^= 0x10;
      Files.write(file, changed);
      try {
        assertThat(written(file)).as("byte %d", i).isEqualTo(rows);
      } catch (OutputException e) {
        assertThat(e).hasMessageContaining(file.toString()).hasMessageNotContaining("letter");
        refused++;
      }
    }
    // Only what nobody reads may change: page indexes, and some words of the key metadata.
    assertThat(refused).isGreaterThan(bytes.length / 29 * 7 / 10);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> written(file)).isInstanceOf(OutputException.class);
  }

  @Test
  void file_inThePlaceOfAnother_isRefused() throws IOException {
    Path folder = run("run", Columns.SEPARATE);
    Path other = folder.resolve(Table.FAILURES.fileName(1, 2));
    Files.copy(file(folder, Table.FAILURES), other);
    TableCipher reader = cipher(keys, Columns.SEPARATE);

    assertThatThrownBy(() -> StoredRun.read(folder, reader))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining(other.getFileName() + " was written under another name");
    Files.delete(other);
    Files.delete(file(folder, Table.FAILURES));
    write(
        Table.FAILURES,
        file(folder, Table.FAILURES),
        cipher(keys, Columns.SEPARATE),
        "20261120-020304-567",
        List.of());
    assertThatThrownBy(() -> StoredRun.read(folder, reader))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("files of several runs");
    Files.delete(file(folder, Table.FAILURES));
    write(Table.FAILURES, file(folder, Table.FAILURES), null, "", List.of());
    assertThatThrownBy(() -> StoredRun.read(folder, reader))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("files of several runs");
  }

  @Test
  void tablesWithoutEncryption_areReadWithKeysToo() throws IOException {
    Path open = plainRun("open");

    assertThat(StoredRun.read(open, cipher(keys, Columns.SEPARATE)))
        .isEqualTo(StoredRun.read(open));
    assertThat(TableKeys.read(open, cipher(keys, Columns.SEPARATE))).isEmpty();
  }

  private List<String> written(Path file) throws IOException {
    return TableReader.rows(file, cipher(keys, Columns.SEPARATE)).groups().stream()
        .map(Object::toString)
        .toList();
  }

  private static TableCipher cipher(Path keys, Columns columns) {
    return new TableCipher(KeyRing.open(new Encryption.Folder(keys.toString())), columns);
  }

  private Path onlyFooterKeys() throws IOException {
    Path folder = parent.resolve("footer-keys");
    KeyFolder.create(folder);
    for (String name : List.of("phi", "ledger")) {
      Files.delete(folder.resolve(name + "-0001.key"));
    }
    Path copy = folder.resolve("footer-0001.key");
    Files.write(copy, Files.readAllBytes(keys.resolve("footer-0001.key")));
    return folder;
  }

  private Path run(String name, Columns columns) throws IOException {
    return write(name, cipher(keys, columns));
  }

  private Path plainRun(String name) throws IOException {
    return write(name, null);
  }

  private Path write(String name, @Nullable TableCipher cipher) throws IOException {
    Path folder = Files.createDirectory(parent.resolve(name));
    List<DocumentRecord> documents = new ArrayList<>(List.of(SampleRows.lease()));
    LongStream.range(0, 100).mapToObj(SampleRows::document).forEach(documents::add);
    List<CostLine> costs = SampleRows.leaseCosts();
    write(
        Table.DOCUMENTS,
        file(folder, Table.DOCUMENTS),
        cipher,
        RUN,
        documents.stream().map(document -> new DocumentRow(RUN, document, costs)).toList());
    write(
        Table.FIELDS,
        file(folder, Table.FIELDS),
        cipher,
        RUN,
        documents.stream().flatMap(document -> FieldRow.of(RUN, document).stream()).toList());
    write(
        Table.FAILURES,
        file(folder, Table.FAILURES),
        cipher,
        RUN,
        List.of(new FailureRow(RUN, SampleRows.failure())));
    write(
        Table.COSTS,
        file(folder, Table.COSTS),
        cipher,
        RUN,
        costs.stream().map(line -> new CostRow(RUN, SampleRows.ID, "harbour", line)).toList());
    return folder;
  }

  private static <R extends Serializable> void write(
      Table<R> table, Path file, @Nullable TableCipher cipher, String run, List<R> rows)
      throws IOException {
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        TableWriter<R> writer =
            TableWriter.open(table, channel, cipher, run + "/" + file.getFileName())) {
      for (R row : rows) {
        writer.write(row);
      }
    }
  }

  private static Path file(Path folder, Table<?> table) {
    return folder.resolve(table.fileName(0, 1));
  }

  private static List<String> columns(Table<?> table) {
    return table.schema().getFields().stream().map(Schema.Field::name).toList();
  }

  private static List<String> flat(Table<?> table) {
    return table.schema().getFields().stream()
        .filter(
            field ->
                (field.schema().isUnion() ? field.schema().getTypes() : List.of(field.schema()))
                    .stream()
                        .noneMatch(
                            type ->
                                type.getType() == Schema.Type.RECORD
                                    || type.getType() == Schema.Type.ARRAY))
        .map(field -> '"' + field.name() + '"')
        .toList();
  }

  private static Set<String> phi(Table<?> table) {
    Set<String> columns = new TreeSet<>(columns(table));
    columns.removeIf(column -> TableCipher.isUnderFooter(table, column));
    return columns;
  }

  private static Schema projection(Table<?> table, List<String> columns) {
    List<Schema.Field> fields =
        table.schema().getFields().stream()
            .filter(field -> columns.contains(field.name()))
            .map(field -> new Schema.Field(field, field.schema()))
            .toList();
    return Schema.createRecord(
        table.schema().getName(), null, table.schema().getNamespace(), false, fields);
  }

  /** With Parquet's own reader; all columns where no projection is given. */
  private static List<String> rows(
      Path file, @Nullable TableCipher cipher, @Nullable Schema projection) throws IOException {
    PlainParquetConfiguration configuration = new PlainParquetConfiguration();
    // A projection finds lists under their names in the file.
    configuration.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
    if (projection != null) {
      configuration.set(AvroReadSupport.AVRO_REQUESTED_PROJECTION, projection.toString());
      configuration.set("parquet.avro.read.schema", projection.toString());
    }
    List<String> rows = new ArrayList<>();
    ParquetReader.Builder<GenericRecord> builder =
        AvroParquetReader.<GenericRecord>builder(new LocalInputFile(file), configuration)
            .withDataModel(TableWriter.dataModel())
            .withCodecFactory(new ZstdCodec());
    if (cipher != null) {
      builder = builder.withDecryption(cipher.reading());
    }
    try (ParquetReader<GenericRecord> reader = builder.build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        StringBuilder text = new StringBuilder();
        for (Schema.Field field : row.getSchema().getFields()) {
          text.append(field.name()).append('=').append(row.get(field.pos())).append('|');
        }
        rows.add(text.toString());
      }
    }
    return rows;
  }

  /** The first column of a query over the table {@code t}, read with the key of that name. */
  private static List<String> duckDb(Path file, String footer, String sql, Map<String, String> keys)
      throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> key : keys.entrySet()) {
        statement.execute(
            "pragma add_parquet_key('" + key.getKey() + "', '" + key.getValue() + "')");
      }
      String config =
          footer.isEmpty() ? "" : ", encryption_config = {footer_key: '" + footer + "'}";
      statement.execute("create view t as from read_parquet('" + file + "'" + config + ")");
      try (ResultSet result = statement.executeQuery(sql)) {
        while (result.next()) {
          rows.add(result.getString(1));
        }
      }
    }
    return rows;
  }
}
