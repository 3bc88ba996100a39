package dev.cartulary.layout;

import dev.cartulary.document.PageLayout;
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
          page.layout().equals(PageLayout.NONE)
              ? page
              : read(page, Columns.mark(broken.join(sheet)).page()));
    }
    return arranged;
  }

  /** The arranged page, read as {@code page} was. */
  private static RawPage read(RawPage page, RawPage arranged) {
    return new RawPage(arranged.text(), page.ocr(), page.confidence(), arranged.layout());
  }

  private static List<Sheet> sheets(List<RawPage> pages) {
    if (pages.stream().mapToLong(page -> page.layout().packed().length()).sum() <= SHORT) {
      return pages.stream().map(Sheet::of).toList();
    }
    return new AbstractList<>() {
      @Override
      public Sheet get(int index) {
        return Sheet.of(pages.get(index));
      }

      @Override
      public int size() {
        return pages.size();
      }
    };
  }
}
