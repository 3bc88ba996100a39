package dev.cartulary.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.cartulary.parquet.DeliveredRun;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports as other programs read them: DuckDB, Apache POI, a validator of JSON schemas. */
class ExportTest {
  @TempDir Path folder;
  private DeliveredRun run;

  @BeforeEach
  void writeTables() throws IOException {
    run = SampleRun.contracts(Files.createDirectory(folder.resolve("out")));
  }

  @Test
  void csv_readByDuckDb_hasEveryDocumentValueAndFailure() throws SQLException {
    Export.Counts counts = export(Format.CSV, "csv").write(run);

    assertThat(counts).isEqualTo(new Export.Counts(2, 1));
    assertThat(
            query(
                "select path, to_review, party, start, rent, area, renewal from '%s/csv/documents.csv'"))
        .containsExactly(
            "a/lease \"north\", 2.pdf|null|'=HYPERLINK(\"http://x\"); Kestrel Works|2026-05-01"
                + "|1250.50 USD|-12.5|renews itself",
            "b/café.txt|party|Łódź & Söhne|null|null|null|null");
    assertThat(query("select guarantor, summary from '%s/csv/documents.csv'"))
        .containsExactly("null|'-- A summary, of number 1.", "null|'-- A summary, of number 2.");
    assertThat(
            query(
                "select field, value, status, probability, page, date, number, currency, start"
                    + " from '%s/csv/values.csv' where path like 'a/%%'"))
        .containsExactly(
            "party|'=HYPERLINK(\"http://x\")|found|0.875|2|null|null|null|10",
            "party|Kestrel\nWorks|found|0.875|2|null|null|null|10",
            "start|May 1, 2026|found|0.875|2|2026-05-01|null|null|10",
            "rent|$1,250.50|found|0.875|2|null|1250.5|USD|10",
            "area|'-12.5|found|0.875|2|null|-12.5|null|10",
            "renewal|renews  itself|found|0.875|2|null|null|null|10",
            "guarantor|Nobody|ungrounded|0.5|null|null|null|null|null");
    assertThat(query("select path, reason, message from '%s/csv/failures.csv'"))
        .containsExactly("broken.docx|unreadable|it is locked");
  }

  @Test
  void csv_bytes_areThoseOfRfc4180ForTheOwnerAlone() throws IOException {
    new Export(Format.CSV, folder.resolve("csv"), true).write(run);

    Path file = folder.resolve("csv/failures.csv");
    String text = Files.readString(file);
    assertThat(text).startsWith("\uFEFFpath,reason,stage").endsWith("\r\n");
    assertThat(text.lines()).hasSize(2);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void xlsx_readByPoi_hasTypesMarksFiltersAndFrozenHeads() throws IOException {
    export(Format.XLSX, "results.xlsx").write(run);

    try (XSSFWorkbook book =
        new XSSFWorkbook(Files.newInputStream(folder.resolve("results.xlsx")))) {
      XSSFSheet documents = book.getSheet("Documents");
      Row lease = documents.getRow(1);
      assertThat(lease.getCell(column(documents, "start")))
          .satisfies(cell -> assertThat(DateUtil.isCellDateFormatted(cell)).isTrue())
          .extracting(Cell::getLocalDateTimeCellValue)
          .isEqualTo(LocalDateTime.of(2026, 5, 1, 0, 0));
      Cell rent = lease.getCell(column(documents, "rent"));
      assertThat(rent.getNumericCellValue()).isEqualTo(1250.5);
      assertThat(rent.getCellStyle().getDataFormatString()).contains("USD");
      assertThat(lease.getCell(column(documents, "area")).getNumericCellValue()).isEqualTo(-12.5);
      Cell party = lease.getCell(column(documents, "party"));
      assertThat(party.getCellType()).isEqualTo(CellType.STRING);
      assertThat(party.getStringCellValue()).isEqualTo("=HYPERLINK(\"http://x\"); Kestrel Works");
      XSSFCell doubtful = documents.getRow(2).getCell(column(documents, "party"));
      assertThat(doubtful.getStringCellValue()).isEqualTo("Łódź & Söhne");
      assertThat(doubtful.getCellStyle().getFillForegroundXSSFColor().getARGBHex())
          .isEqualTo("FFFFE699");
      assertThat(documents.getPaneInformation().isFreezePane()).isTrue();
      assertThat(documents.getColumnWidth(0)).isGreaterThan(40 * 256);

      XSSFSheet values = book.getSheet("Values");
      assertThat(values.getLastRowNum()).isEqualTo(10);
      assertThat(values)
          .filteredOn(row -> row.getCell(1).getStringCellValue().equals("rent"))
          .extracting(
              row -> row.getCell(4).getStringCellValue(),
              row -> number(row, column(values, "probability")),
              row -> number(row, column(values, "page")),
              row -> number(row, column(values, "number")))
          .containsExactly(tuple("found", 0.875, 2.0, 1250.5), tuple("absent", 0.97, null, null));
      assertThat(book.getSheet("Failures").getRow(1).getCell(0).getStringCellValue())
          .isEqualTo("broken.docx");
    }
    try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("results.xlsx"))) {
      assertThat(Files.readString(zip.getPath("xl/worksheets/sheet1.xml")))
          .containsPattern("<autoFilter ref=\"A1:[A-Z]+3\"")
          .doesNotContain("<f>");
    }
  }

  @Test
  void xlsx_rows_leadToThePagesOfTheirDocuments() throws IOException {
    export(Format.XLSX, "to people/results.xlsx").write(run);

    try (XSSFWorkbook book =
        new XSSFWorkbook(Files.newInputStream(folder.resolve("to people/results.xlsx")))) {
      Cell lease = book.getSheet("Documents").getRow(1).getCell(0);
      assertThat(lease.getStringCellValue()).isEqualTo("a/lease \"north\", 2.pdf");
      String address = lease.getHyperlink().getAddress();
      assertThat(folder.resolve("to people").resolve(address))
          .content()
          .contains("lease &quot;north&quot;, 2.pdf");
      Row rent = book.getSheet("Values").getRow(4);
      assertThat(rent.getCell(1).getStringCellValue()).isEqualTo("rent");
      assertThat(rent.getCell(0).getHyperlink().getAddress()).isEqualTo(address + "#f-3");
      assertThat(folder.resolve("to people").resolve(address))
          .content()
          .containsPattern("id=\"f-3\"[^>]*><th[^>]*>rent<");
      assertThat(book.getSheet("Failures").getRow(1).getCell(0).getHyperlink()).isNull();
    }
  }

  private static @Nullable Object number(Row row, int column) {
    Cell cell = row.getCell(column);
    return cell == null || cell.getCellType() == CellType.BLANK ? null : cell.getNumericCellValue();
  }

  private static int column(XSSFSheet sheet, String name) {
    for (Cell cell : sheet.getRow(0)) {
      if (cell.getStringCellValue().equals(name)) {
        return cell.getColumnIndex();
      }
    }
    throw new AssertionError("no column " + name);
  }

  @Test
  void json_readByDuckDb_isAnObjectADocument() throws Exception {
    export(Format.JSON, "json").write(run);

    assertThat(
            query(
                "select path, fields.rent[1].normalized, fields.party[1].evidence.page,"
                    + " len(fields.party), len(fields.start), fields.guarantor[1].status,"
                    + " fields.renewal[1].kind from read_json('%s/json/documents.json')"))
        .containsExactly(
            "a/lease \"north\", 2.pdf|1250.50 USD|2|2|1|ungrounded|flag",
            "b/café.txt|null|2|1|0|null|null");
    Path file = folder.resolve("json/documents.json");
    assertThat(Files.readAllLines(file)).hasSize(4);
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(schemaFile()));
    assertThat(schema.validate(new ObjectMapper().readTree(file.toFile()))).isEmpty();
    assertThat(schema.validate(new ObjectMapper().readTree("[{\"path\": 1}]"))).isNotEmpty();
    assertThat(query("select path, document_id, retryable from '%s/json/failures.json'"))
        .containsExactly("broken.docx|null|true");
  }

  private static Path schemaFile() {
    return Path.of("").toAbsolutePath().resolveSibling("docs/export.schema.json");
  }

  @Test
  void write_somethingThere_isLeftAlone() throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve("csv")).resolve("mine.txt"), "mine");

    assertThatThrownBy(() -> export(Format.CSV, "csv").write(run))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("is there already")
        .hasMessageContaining("--out");
    assertThat(folder.resolve("csv/mine.txt")).hasContent("mine");
    assertThatThrownBy(() -> export(Format.XLSX, "book"))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining(".xlsx");
  }

  @Test
  void write_tablesDamaged_leavesNothing() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      Path fields =
          files.filter(file -> file.toString().contains("fields-")).findAny().orElseThrow();
      byte[] bytes = Files.readAllBytes(fields);
      Files.write(fields, Arrays.copyOf(bytes, bytes.length - 40));
    }
    assertThatThrownBy(() -> export(Format.JSON, "json").write(run)).isNotNull();

    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(folder.resolve("out"));
    }
  }

  @Test
  void fhir_contracts_areRefused() {
    assertThatThrownBy(() -> export(Format.FHIR, "fhir").write(run))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("docs/export.md");
  }

  private Export export(Format format, String name) {
    return new Export(format, folder.resolve(name), false);
  }

  /** Rows, their columns joined. */
  private List<String> query(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql.formatted(folder))) {
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(found.getString(i));
        }
        rows.add(String.join("|", row));
      }
    }
    return rows;
  }
}
