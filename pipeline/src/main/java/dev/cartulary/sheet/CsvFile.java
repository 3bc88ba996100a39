package dev.cartulary.sheet;

import dev.cartulary.access.OwnerOnly;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/*
 * RFC 4180: commas, lines ended by CR LF, quotation marks around what needs them. A spreadsheet
 * program takes a text that begins with one of a few characters for a formula, and a document may
 * have been written to have one run [1]. Such a text gets an apostrophe before it, which these
 * programs show as the sign of a text. Numbers, which may begin with a minus, are left as they are.
 *
 * [1] OWASP, CSV Injection: = + - @, tabulator and carriage return, and the wide forms of the four.
 */
/** A sheet as a file of comma-separated values, in UTF-8. */
public final class CsvFile {
  private static final String FORMULA = "=+-@\t\r\n＝＋－＠";
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private CsvFile() {}

  /**
   * Writes a new file, which its owner alone can read.
   *
   * @param mark whether it begins with the mark by which Excel knows UTF-8
   */
  public static void write(Sheet sheet, Path file, boolean mark) throws IOException {
    try (Writer out =
        new BufferedWriter(
            Channels.newWriter(
                OwnerOnly.file(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                StandardCharsets.UTF_8))) {
      if (mark) {
        out.write(BYTE_ORDER_MARK);
      }
      line(out, sheet.columns().stream().<Cell>map(each -> new Cell.Words(each.name())).toList());
      sheet.rows().give(row -> line(out, row));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void line(Writer out, List<Cell> row) {
    try {
      for (int i = 0; i < row.size(); i++) {
        out.write(i == 0 ? "" : ",");
        out.write(quoted(defused(row.get(i))));
      }
      out.write("\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String defused(Cell cell) {
    if (cell instanceof Cell.Marked marked) {
      return defused(marked.cell());
    }
    if (cell instanceof Cell.Linked linked) {
      return defused(linked.cell());
    }
    String plain = cell.plain();
    boolean harmless =
        plain.isEmpty() || !(cell instanceof Cell.Words) || FORMULA.indexOf(plain.charAt(0)) < 0;
    return harmless ? plain : "'" + plain;
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(each -> ",\"\r\n".indexOf(each) >= 0);
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
