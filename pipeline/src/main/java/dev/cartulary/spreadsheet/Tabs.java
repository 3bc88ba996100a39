package dev.cartulary.spreadsheet;

import dev.cartulary.sheet.Cell;
import dev.cartulary.sheet.Column;
import dev.cartulary.sheet.Sheet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.HyperLink;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * One sheet in a workbook: a tab, and another one where a tab is full. Of a text that is longer
 * than a cell may be, the beginning stands there.
 */
final class Tabs {
  /** Of Office Open XML, with the header. */
  private static final int MOST_ROWS = Worksheet.MAX_ROWS;

  private static final int MOST_CHARACTERS = 32_767;

  /** Of a tab; spreadsheet programs take more for damage. */
  private static final int MOST_LINKS = 65_530;

  private static final String CUT = " ... (cut)";

  /** How many rows are in memory. */
  private static final int BATCH = 200;

  private static final String HEAD = "D9E2EC";
  private static final String MARK = "FFE699";
  private static final String LINK = "005A8E";

  private final Workbook book;
  private final Sheet sheet;
  private Worksheet tab;
  private int number = 1;
  private int rows;
  private int links;

  Tabs(Workbook book, Sheet sheet) {
    this.book = book;
    this.sheet = sheet;
    this.tab = open();
  }

  private Worksheet open() {
    String name = sheet.name().substring(0, 1).toUpperCase(Locale.ROOT) + sheet.name().substring(1);
    Worksheet opened = book.newWorksheet(number == 1 ? name : name + " " + number);
    List<Column> columns = sheet.columns();
    for (int i = 0; i < columns.size(); i++) {
      opened.width(i, columns.get(i).width());
      opened.inlineString(0, i, columns.get(i).name());
      opened.style(0, i).bold().fillColor(HEAD).set();
    }
    opened.freezePane(sheet.fixed(), 1);
    rows = 1;
    links = 0;
    return opened;
  }

  void row(List<Cell> cells) {
    try {
      if (rows == MOST_ROWS) {
        finish();
        number++;
        tab = open();
      }
      for (int i = 0; i < cells.size(); i++) {
        put(i, cells.get(i), false);
      }
      rows++;
      if (rows % BATCH == 0) {
        tab.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void put(int column, Cell cell, boolean marked) {
    if (cell instanceof Cell.Marked inner) {
      put(column, inner.cell(), true);
      return;
    }
    if (cell instanceof Cell.Linked linked) {
      link(column, linked);
      return;
    }
    String format = null;
    if (cell instanceof Cell.Words words) {
      if (!words.plain().isEmpty()) {
        tab.inlineString(rows, column, fitting(words.plain()));
      }
    } else if (cell instanceof Cell.Figure number) {
      tab.value(rows, column, number.number());
    } else if (cell instanceof Cell.Money money) {
      tab.value(rows, column, money.amount());
      format = "#,##0.00 [$" + money.currency() + "]";
    } else if (cell instanceof Cell.Day day) {
      tab.value(rows, column, day.date());
      format = "yyyy-mm-dd";
    } else {
      throw new IllegalStateException("no cell for " + cell.getClass().getSimpleName());
    }
    if (marked || format != null) {
      style(column, marked, format);
    }
  }

  private void link(int column, Cell.Linked linked) {
    if (links == MOST_LINKS) {
      put(column, linked.cell(), false);
      return;
    }
    links++;
    // The link's own words would be kept in memory to the end.
    tab.hyperlink(rows, column, HyperLink.external(linked.address(), ""));
    put(column, linked.cell(), false);
    tab.style(rows, column).fontColor(LINK).underlined().set();
  }

  private void style(int column, boolean marked, @Nullable String format) {
    StyleSetter style = tab.style(rows, column);
    if (marked) {
      style.fillColor(MARK);
    }
    if (format != null) {
      style.format(format);
    }
    style.set();
  }

  /** A cell holds no more, and XML no control characters. */
  private static String fitting(String text) {
    String clean = text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", " ");
    return clean.length() <= MOST_CHARACTERS
        ? clean
        : clean.substring(0, MOST_CHARACTERS - CUT.length()) + CUT;
  }

  void finish() {
    try {
      tab.setAutoFilter(0, 0, rows - 1, sheet.columns().size() - 1);
      tab.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
