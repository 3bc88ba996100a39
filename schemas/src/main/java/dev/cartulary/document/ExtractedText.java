package dev.cartulary.document;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
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
 */
public record ExtractedText(DocumentId id, String mediaType, String text, List<Page> pages)
    implements Serializable {
  public ExtractedText {
    requireNonNull(id, "id is null");
    requireNonNull(mediaType, "mediaType is null");
    requireNonNull(text, "text is null");
    pages = List.copyOf(pages);
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
