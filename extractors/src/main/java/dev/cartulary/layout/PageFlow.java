package dev.cartulary.layout;

import dev.cartulary.document.PageLayout;
import dev.cartulary.text.RawPage;
import java.util.ArrayList;
import java.util.List;

/** The pages of a document brought into the form in which they are read. */
public final class PageFlow {
  /*
   * Pages stay packed but for the one at hand: as words, thousands of pages would not fit into a
   * parser's memory. So they are unpacked once for each question that concerns all of them.
   */
  private PageFlow() {}

  /** As many pages as {@code pages}; those without geometry are as they were. */
  public static List<RawPage> arrange(List<RawPage> pages) {
    RunningLines running = new RunningLines();
    BrokenWords broken = new BrokenWords();
    for (RawPage page : pages) {
      Sheet sheet = Sheet.of(page);
      running.add(sheet);
      broken.note(sheet);
    }
    if (broken.any()) {
      pages.forEach(page -> broken.count(Sheet.of(page)));
    }
    Flow flow = new Flow(running.find());
    List<RawPage> arranged = new ArrayList<>(pages.size());
    for (RawPage page : pages) {
      Sheet sheet = flow.next(Sheet.of(page));
      arranged.add(
          page.layout().equals(PageLayout.NONE) ? page : Columns.mark(broken.join(sheet)).page());
    }
    return arranged;
  }
}
