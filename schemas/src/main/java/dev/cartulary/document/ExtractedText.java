package dev.cartulary.document;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The text of a document with its pages.
 *
 * <p>The text is normalised once, at extraction: line ends are {@code \n}, runs of blanks are one
 * space, lines carry no blanks at their ends, and at most one empty line stands between paragraphs.
 * Pages are numbered 1, 2, 3 without a gap, follow each other without overlap and all lie in the
 * text; what stands between two pages is line breaks only. A format without pages has exactly one;
 * an archive, which has no text but that of its parts, has none.
 *
 * @param mediaType what the content is, for example {@code application/pdf}, whatever the file's
 *     name says
 * @param layouts where the words of each page stand on it, one for each page; empty for a format
 *     without geometry
 */
public record ExtractedText(
    DocumentId id, String mediaType, String text, List<Page> pages, List<PageLayout> layouts)
    implements Serializable {
  public ExtractedText {
    requireNonNull(id, "id is null");
    requireNonNull(mediaType, "mediaType is null");
    requireNonNull(text, "text is null");
    pages = List.copyOf(pages);
    layouts = List.copyOf(layouts);
    if (pages.isEmpty() && !text.isEmpty()) {
      throw new IllegalArgumentException("text stands on at least one page");
    }
    int from = 0;
    for (int i = 0; i < pages.size(); i++) {
      Page page = pages.get(i);
      if (page.number() != i + 1
          || page.span().start() < from
          || page.span().end() > text.length()) {
        throw new IllegalArgumentException(
            "page "
                + (i + 1)
                + " of "
                + pages.size()
                + " is out of order or outside of the text: "
                + page);
      }
      from = page.span().end();
    }
    if (!layouts.isEmpty() && layouts.size() != pages.size()) {
      throw new IllegalArgumentException(
          layouts.size() + " layouts for " + pages.size() + " pages");
    }
  }

  /** A text of which nobody knows where its words stand on the page. */
  public ExtractedText(DocumentId id, String mediaType, String text, List<Page> pages) {
    this(id, mediaType, text, pages, List.of());
  }

  /** The same text with the sizes of its pages, but not with the boxes of its words. */
  public ExtractedText withoutWords() {
    return new ExtractedText(
        id,
        mediaType,
        text,
        pages,
        layouts.stream().map(page -> new PageLayout(page.width(), page.height(), "")).toList());
  }

  /**
   * Where the text of {@code span} stands on its pages, a box for each of its lines; words in part
   * inside count whole. Empty where the pages have no geometry.
   */
  public List<Box> boxes(CharSpan span) {
    List<Box> boxes = new ArrayList<>();
    if (layouts.isEmpty()) {
      return boxes;
    }
    for (int i = pageAt(span.start()) - 1; i < layouts.size(); i++) {
      CharSpan page = pages.get(i).span();
      if (page.start() >= span.end()) {
        break;
      }
      int start = Math.max(span.start(), page.start()) - page.start();
      int end = Math.min(span.end(), page.end()) - page.start();
      if (start < end) {
        boxes.addAll(layouts.get(i).boxes(i + 1, new CharSpan(start, end)));
      }
    }
    return boxes;
  }

  /** The numbers of the pages without text, in their order. */
  public List<Integer> pagesWithoutText() {
    return pages.stream().filter(page -> page.span().isEmpty()).map(Page::number).toList();
  }

  /** The confidence of the page that OCR read worst; null where no page has one. */
  public @Nullable Double lowestConfidence() {
    return pages.stream()
        .map(Page::confidence)
        .filter(Objects::nonNull)
        .min(Double::compare)
        .orElse(null);
  }

  /**
   * The number of the page on which the character at {@code offset} stands; between two pages, the
   * one before.
   */
  public int pageAt(int offset) {
    int low = 0;
    int high = pages.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (pages.get(middle).span().start() <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return pages.get(low).number();
  }
}
