package dev.cartulary.text;

import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.document.PageLayout;
import java.util.ArrayList;
import java.util.List;

/** Puts pages together into one text and says where each stands in it. */
public final class Paginator {
  /** What stands between two pages that have text. */
  static final String PAGE_BREAK = "\n\n";

  private Paginator() {}

  /**
   * The document made of {@code pages}, each normalised on its own. A page without text has an
   * empty span where the text before it ends.
   *
   * @param pages at least one
   */
  public static ExtractedText assemble(DocumentId id, String mediaType, List<RawPage> pages) {
    StringBuilder text = new StringBuilder();
    List<Page> placed = new ArrayList<>(pages.size());
    List<PageLayout> layouts = new ArrayList<>(pages.size());
    boolean geometry = pages.stream().anyMatch(page -> !page.layout().equals(PageLayout.NONE));
    for (RawPage raw : pages) {
      NormalText normal = TextNormalizer.trace(raw.text());
      if (!normal.text().isEmpty() && text.length() > 0) {
        text.append(PAGE_BREAK);
      }
      int start = text.length();
      text.append(normal.text());
      CharSpan span = new CharSpan(start, text.length());
      placed.add(new Page(placed.size() + 1, span, raw.ocr(), raw.confidence()));
      if (geometry) {
        layouts.add(normal.of(raw.layout()));
      }
    }
    return new ExtractedText(id, mediaType, text.toString(), placed, layouts);
  }
}
