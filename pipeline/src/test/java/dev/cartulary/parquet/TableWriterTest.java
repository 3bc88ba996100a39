package dev.cartulary.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.cost.CostLine;
import dev.cartulary.document.Box;
import dev.cartulary.document.CharSpan;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldValue;
import dev.cartulary.outcome.DocumentRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableWriterTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
  void documents_readWithParquetAvro_areWhatWasWritten(long seed) throws IOException {
    List<DocumentRecord> documents = new ArrayList<>();
    for (int i = 0; i < seed * seed; i++) {
      documents.add(SampleRows.document(1000 * seed + i));
    }
    Path file = folder.resolve("documents.parquet");
    write(
        Table.DOCUMENTS,
        file,
        documents.stream().map(document -> new DocumentRow("r", document, List.of())).toList());

    List<GenericRecord> read = read(file);

    assertThat(read).hasSameSizeAs(documents);
    for (int i = 0; i < read.size(); i++) {
      GenericRecord row = read.get(i);
      DocumentRecord document = documents.get(i);
      assertThat(row.get("path").toString()).isEqualTo(document.file().path());
      assertThat(row.get("size_bytes")).isEqualTo(document.file().sizeBytes());
      assertThat(row.get("finished_at")).isEqualTo(document.timings().finishedAt());
      assertThat(row.get("model_nanos")).isEqualTo(document.timings().modelNanos());
      GenericRecord summary = (GenericRecord) row.get("summary");
      assertThat(summary.get("text").toString()).isEqualTo(document.summary().text());
      assertThat((List<?>) summary.get("spans"))
          .extracting(span -> span((GenericRecord) span))
          .isEqualTo(document.summary().spans());
      assertThat(row.get("local_cost")).isNull();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
  void fields_readWithParquetAvro_areWhatWasWritten(long seed) throws IOException {
    List<FieldRow> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      rows.addAll(FieldRow.of("r", SampleRows.document(1000 * seed + i)));
    }
    Path file = folder.resolve("fields.parquet");
    write(Table.FIELDS, file, rows);

    List<GenericRecord> read = read(file);

    assertThat(read).hasSameSizeAs(rows).isNotEmpty();
    for (int i = 0; i < read.size(); i++) {
      GenericRecord row = read.get(i);
      Field field = rows.get(i).field();
      assertThat(row.get("value").toString()).isEqualTo(field.value());
      assertThat(row.get("position")).isEqualTo(rows.get(i).position());
      assertThat(row.get("probability")).isEqualTo(field.probability());
      assertThat(row.get("page")).isEqualTo(field.span() == null ? null : field.page());
      GenericRecord span = (GenericRecord) row.get("span");
      assertThat(span == null ? null : span(span)).isEqualTo(field.span());
      assertThat((List<?>) row.get("boxes"))
          .extracting(box -> box((GenericRecord) box))
          .isEqualTo(field.boxes());
      assertThat(row.get("origin").toString()).isEqualToIgnoringCase(field.origin().name());
      assertThat((List<?>) row.get("derived_from"))
          .extracting(from -> span((GenericRecord) from))
          .isEqualTo(field.basis());
      assertNormalized((GenericRecord) row.get("normalized"), field.normalized());
    }
  }

  private static Box box(GenericRecord row) {
    return new Box(
        (int) row.get("page"),
        (int) row.get("x"),
        (int) row.get("y"),
        (int) row.get("width"),
        (int) row.get("height"));
  }

  private static void assertNormalized(GenericRecord row, FieldValue value) {
    assertThat(row.get("canonical").toString()).isEqualTo(value.canonical());
    assertThat(row.get("kind").toString())
        .isEqualTo(value.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
    assertThat(row.get("date"))
        .isEqualTo(value instanceof FieldValue.Date date ? date.date() : null);
    assertThat(row.get("flag"))
        .isEqualTo(value instanceof FieldValue.Flag flag ? flag.yes() : null);
    if (value instanceof FieldValue.Amount amount) {
      assertThat((BigDecimal) row.get("amount")).isEqualByComparingTo(amount.amount());
      assertThat(row.get("currency").toString()).isEqualTo(amount.currency());
    } else {
      assertThat(row.get("amount")).isNull();
    }
    if (value instanceof FieldValue.Quantity quantity) {
      assertThat((BigDecimal) row.get("quantity")).isEqualByComparingTo(quantity.number());
    } else {
      assertThat(row.get("quantity")).isNull();
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "99999999999999999999999999999.999999999",
        "-99999999999999999999999999999.999999999",
        "0",
        "1E+28",
        "1.0000000000000"
      })
  void decimal_thatFits_isExact(String number) throws IOException {
    assertThat((BigDecimal) quantity(number)).isEqualByComparingTo(new BigDecimal(number));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"0.0000000001", "1E+29", "100000000000000000000000000000.1"})
  void decimal_thatDoesNotFit_isNullAndNeverRounded(String number) throws IOException {
    assertThat(quantity(number)).isNull();
  }

  private Object quantity(String number) throws IOException {
    Field field =
        new Field(
            "n",
            number,
            new FieldValue.Quantity(new BigDecimal(number)),
            new CharSpan(0, 1),
            1,
            1,
            dev.cartulary.field.FieldStatus.FOUND);
    Path file = folder.resolve("number.parquet");
    write(Table.FIELDS, file, List.of(new FieldRow("r", SampleRows.ID, "p", "contract", 0, field)));
    GenericRecord normalized = (GenericRecord) read(file).get(0).get("normalized");
    assertThat(normalized.get("canonical").toString())
        .isEqualTo(new BigDecimal(number).toPlainString());
    return normalized.get("quantity");
  }

  @Test
  void write_equalRows_equalBytes() throws IOException {
    List<FieldRow> rows = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      rows.addAll(FieldRow.of("r", SampleRows.document(i)));
    }
    Path one = folder.resolve("one.parquet");
    Path two = folder.resolve("two.parquet");
    write(Table.FIELDS, one, rows);
    write(Table.FIELDS, two, rows);

    assertThat(rows).isNotEmpty();
    assertThat(Files.readAllBytes(one)).isEqualTo(Files.readAllBytes(two));
  }

  @Test
  void open_channel_getsTheBytesOfTheFileAndStaysOpen() throws IOException {
    List<FailureRow> rows = List.of(new FailureRow("r", SampleRows.failure()));
    Path file = folder.resolve("failures.parquet");
    write(Table.FAILURES, file, rows);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    WritableByteChannel channel = Channels.newChannel(bytes);
    try (TableWriter<FailureRow> writer = TableWriter.open(Table.FAILURES, channel)) {
      writer.write(rows.get(0));
    }

    assertThat(channel.isOpen()).isTrue();
    assertThat(bytes.toByteArray()).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void open_existingFile_isRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("documents.parquet"), "precious");

    assertThatThrownBy(() -> TableWriter.open(Table.DOCUMENTS, file))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("precious");
  }

  /** The device on which every write fails as on a full disk. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void open_diskFull_failsAndCanBePutIntoWords() throws IOException {
    Path full = Path.of("/dev/full");
    try (FileChannel channel = FileChannel.open(full, StandardOpenOption.WRITE)) {
      assertThatThrownBy(() -> TableWriter.open(Table.FAILURES, channel))
          .isInstanceOfSatisfying(
              IOException.class,
              e ->
                  assertThat(OutputException.of(full, e))
                      .hasMessageContaining("/dev/full is full"));
    }
  }

  @Test
  void documentRow_localCostsInTwoCurrencies_isRefused() {
    CostLine dollars = SampleRows.leaseCosts().get(0);
    CostLine euros =
        new CostLine(
            CostLine.Kind.LOCAL,
            "this-machine",
            "hardware",
            BigDecimal.ONE,
            "hour",
            BigDecimal.ONE,
            "EUR",
            false,
            null,
            false);

    assertThatThrownBy(() -> new DocumentRow("r", SampleRows.lease(), List.of(dollars, euros)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("USD")
        .hasMessageContaining("EUR");
  }

  @Test
  void table_serialised_isTheSameTable() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(Table.COSTS);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isSameAs(Table.COSTS);
    }
  }

  private static CharSpan span(GenericRecord row) {
    return new CharSpan((int) row.get("start"), (int) row.get("end"));
  }

  private static <R extends Serializable> void write(Table<R> table, Path file, List<R> rows)
      throws IOException {
    try (TableWriter<R> writer = TableWriter.open(table, file)) {
      for (R row : rows) {
        writer.write(row);
      }
    }
  }

  private static List<GenericRecord> read(Path file) throws IOException {
    List<GenericRecord> rows = new ArrayList<>();
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(
                new LocalInputFile(file), new PlainParquetConfiguration())
            .withDataModel(TableWriter.dataModel())
            .withCodecFactory(new ZstdCodec())
            .build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
    return rows;
  }
}
