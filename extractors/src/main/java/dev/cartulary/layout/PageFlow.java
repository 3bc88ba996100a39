package dev.cartulary.layout;

import dev.cartulary.text.RawPage;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/** The pages of a document brought into the form in which they are read. */
public final class PageFlow {
  /*
   * Pages of a long document stay packed but for the one at hand: as words, thousands of pages would
   * not fit into a parser's memory. So they are unpacked once for each question that concerns all of
   * them.
   */

  /** Most code units of packed boxes, ten a word, of a document that is unpacked only once. */
  private static final int SHORT = 1_000_000;

  /** Of a word whose height and width tell which way it runs. */
  private static final int LEAST_LETTERS = 4;

  private PageFlow() {}

  /** As many pages as {@code pages}; those without geometry are as they were. */
  public static List<RawPage> arrange(List<RawPage> pages) {
    List<Sheet> sheets = sheets(pages);
    RunningLines running = new RunningLines();
    BrokenWords broken = new BrokenWords();
    for (Sheet sheet : sheets) {
      running.add(sheet);
      broken.note(sheet);
    }
    if (broken.any()) {
      sheets.forEach(broken::count);
    }
    Flow flow = new Flow(running.find());
    List<RawPage> arranged = new ArrayList<>(pages.size());
    for (int i = 0; i < pages.size(); i++) {
      Sheet sheet = flow.next(sheets.get(i));
      RawPage page = pages.get(i);
      arranged.add(
          sheets.get(i).lines().isEmpty()
              ? page
              : read(page, Columns.mark(broken.join(sheet)).page()));
    }
    return arranged;
  }

  /** The arranged page, read as {@code page} was. */
  private static RawPage read(RawPage page, RawPage arranged) {
    return new RawPage(arranged.text(), page.ocr(), page.confidence(), arranged.layout());
  }

  /**
   * The page's lines; none where nothing is known of them or they do not run from left to right.
   */
  private static Sheet sheet(RawPage page) {
    Sheet sheet = Sheet.of(page);
    return page.ocr() && liesOnItsSide(sheet)
        ? new Sheet(sheet.width(), sheet.height(), List.of())
        : sheet;
  }

  /** Whether words are higher than wide: the page was scanned so, and read as its letters stand. */
  private static boolean liesOnItsSide(Sheet sheet) {
    int words = 0;
    int high = 0;
    for (Line line : sheet.lines()) {
      for (Word word : line.words()) {
        if (word.text().length() >= LEAST_LETTERS) {
          words++;
          high += word.height() > word.width() ? 1 : 0;
        }
      }
    }
    return 2 * high > words;
  }

  private static List<Sheet> sheets(List<RawPage> pages) {
    if (pages.stream().mapToLong(page -> page.layout().packed().length()).sum() <= SHORT) {
      return pages.stream().map(PageFlow::sheet).toList();
    }
    return new AbstractList<>() {
      @Override
      public Sheet get(int index) {
        return sheet(pages.get(index));
      }

      @Override
      public int size() {
        return pages.size();
      }
    };
  }
}
