package dev.cartulary.tika;

import dev.cartulary.ocr.PageReader;
import dev.cartulary.ocr.PictureFile;
import dev.cartulary.ocr.RecognisedPage;
import dev.cartulary.ocr.Tesseract;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.pdf.PdfPictures;
import dev.cartulary.pdf.PdfText;
import dev.cartulary.pdf.UnreadablePictureException;
import dev.cartulary.text.RawPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where pages that are pictures are read, if the machine has a program for it. */
final class OcrDesk {
  /** Told before each page, so that the document's deadline can move. */
  interface PageListener {
    void begins() throws IOException;
  }

  /** Tesseract takes a few bytes for each, outside of the memory that this process may have. */
  private static final long MOST_PIXELS = 200_000_000;

  private final @Nullable PageReader reader;
  private final int pageSeconds;
  private final Path scratch;
  private final PageListener listener;
  private final OcrLine line;

  /** A desk that reads {@code pagesAtATime} pages of a document side by side. */
  OcrDesk(
      @Nullable Tesseract tesseract,
      int pageSeconds,
      int pagesAtATime,
      Path scratch,
      PageListener listener) {
    this.reader =
        tesseract == null
            ? null
            : new PageReader(tesseract, TimeUnit.SECONDS.toNanos(pageSeconds), scratch);
    this.pageSeconds = pageSeconds;
    this.scratch = scratch;
    this.listener = listener;
    this.line = new OcrLine(pagesAtATime);
  }

  /** The pages of a PDF with those read anew that are pictures. */
  List<RawPage> complete(Path pdf, PdfText.Pages pages) throws IOException, Refusal {
    if (pages.pictures().isEmpty()) {
      return pages.pages();
    }
    List<RawPage> completed = new ArrayList<>(pages.pages());
    try (PdfPictures pictures = PdfPictures.open(pdf);
        OcrLine.Document document = line.document(pageSeconds)) {
      for (int page : pages.pictures()) {
        add(document, pictures, page);
      }
      Iterator<RecognisedPage> read = document.read().iterator();
      for (int page : pages.pictures()) {
        completed.set(page, read.next().page());
      }
    }
    return completed;
  }

  private void add(OcrLine.Document document, PdfPictures pictures, int page)
      throws IOException, Refusal {
    PageReader able = requireReader();
    Path picture = Files.createTempFile(scratch, "page", ".pgm");
    try {
      int dpi = pictures.render(page, picture);
      listener.begins();
      document.add(page, () -> able.readDrawn(picture, dpi), picture);
    } catch (UnreadablePictureException e) {
      Files.deleteIfExists(picture);
      // A page before this one may have its own reason, which then is the document's on any
      // machine.
      document.read();
      throw new Refusal(FailureReason.UNSUPPORTED, String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(picture);
      throw e;
    }
  }

  /** The pages of a picture file. */
  List<RawPage> read(Path picture, boolean tiff, Budget budget) throws IOException, Refusal {
    PageReader able = requireReader();
    int count = tiff ? Math.max(1, PictureFile.tiffPages(picture)) : 1;
    budget.takePages(count);
    List<RawPage> pages = new ArrayList<>();
    try (OcrLine.Document document = line.document(pageSeconds)) {
      for (int i = 0; i < count; i++) {
        int page = i;
        requireBearable(PictureFile.size(picture, page), page);
        listener.begins();
        document.add(page, () -> able.readFile(picture, page), null);
      }
      for (RecognisedPage read : document.read()) {
        RawPage raw = read.page();
        budget.takeCharacters(raw.text().length());
        pages.add(raw);
      }
    }
    return pages;
  }

  private static void requireBearable(Optional<PictureFile.Size> size, int page) throws Refusal {
    if (size.isPresent() && size.get().area() > MOST_PIXELS) {
      throw new Refusal(
          FailureReason.TOO_LARGE,
          "the picture of page "
              + (page + 1)
              + " has more than "
              + MOST_PIXELS / 1_000_000
              + " million pixels");
    }
  }

  private PageReader requireReader() throws Refusal {
    if (reader == null) {
      throw new Refusal(
          FailureReason.OCR_UNAVAILABLE,
          "pages of the document are pictures and OCR is not installed for the job's language");
    }
    return reader;
  }
}
