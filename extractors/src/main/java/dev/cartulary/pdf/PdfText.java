package dev.cartulary.pdf;

import dev.cartulary.text.RawPage;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;

/** The text of a PDF page by page, as the file's own order or its geometry has it. */
public final class PdfText {
  private static final long MOST_MEMORY_BYTES = 64L << 20;

  /** Told of each page as it is read, so that a document that is too large can be given up. */
  public interface PageListener {
    void read(RawPage page) throws IOException;
  }

  /** Told of each file within the PDF. */
  public interface AttachmentListener {
    /**
     * Takes a file.
     *
     * @param name as the PDF says; may be empty
     * @param content ends with this call
     */
    void found(String name, InputStream content) throws IOException;
  }

  /**
   * What was read.
   *
   * @param counted how many pages the PDF says it has
   * @param pages those that could be read
   * @param pictures which of them, counted from 0, show writing that is not in their text
   */
  public record Pages(int counted, List<RawPage> pages, SortedSet<Integer> pictures) {
    public Pages {
      pages = List.copyOf(pages);
      pictures = Collections.unmodifiableSortedSet(new TreeSet<>(pictures));
    }
  }

  private PdfText() {}

  /** As {@link #read(Path, PageListener, AttachmentListener)}, without the files in it. */
  public static Pages read(Path pdf, PageListener listener) throws IOException {
    return read(pdf, listener, (name, content) -> {});
  }

  /**
   * Reads {@code pdf}; a PDF that asks for a password is refused by PDFBox's exception for that.
   */
  public static Pages read(Path pdf, PageListener listener, AttachmentListener attachments)
      throws IOException {
    try (PDDocument document =
        Loader.loadPDF(
            pdf.toFile(),
            "",
            null,
            null,
            MemoryUsageSetting.setupMixed(MOST_MEMORY_BYTES).streamCache)) {
      List<RawPage> pages = new ArrayList<>();
      SortedSet<Integer> pictures = new TreeSet<>();
      PageNotes notes = PageNotes.of(document);
      PageWords words =
          new PageWords(
              (page, sheet) -> {
                RawPage raw = notes.added(page, sheet).page();
                listener.read(raw);
                if (PdfPictures.needsOcr(page, raw.text())) {
                  pictures.add(pages.size());
                }
                pages.add(raw);
              });
      words.writeText(document, Writer.nullWriter());
      PdfAttachments.tell(document, attachments);
      return new Pages(document.getNumberOfPages(), pages, pictures);
    }
  }
}
