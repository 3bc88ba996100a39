package dev.cartulary.pdf;

import dev.cartulary.text.RawPage;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
   */
  public record Pages(int counted, List<RawPage> pages) {
    public Pages {
      pages = List.copyOf(pages);
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
      PageNotes notes = PageNotes.of(document);
      PageWords words =
          new PageWords(
              (page, sheet) -> {
                RawPage raw = notes.added(page, sheet).page();
                listener.read(raw);
                pages.add(raw);
              });
      words.writeText(document, Writer.nullWriter());
      PdfAttachments.tell(document, attachments);
      return new Pages(document.getNumberOfPages(), pages);
    }
  }
}
