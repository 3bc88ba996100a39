package dev.cartulary.tika;

import dev.cartulary.ocr.PictureFile;
import dev.cartulary.ocr.Tesseract;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.pdf.PdfPictures;
import dev.cartulary.pdf.UnreadablePictureException;
import dev.cartulary.text.RawPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Where pages that are pictures are read, if the machine has a program for it. */
final class OcrDesk {
  /** Told before each page, so that the document's deadline can move. */
  interface PageListener {
    void begins() throws IOException;
  }

  private final @Nullable Tesseract tesseract;
  private final int pageSeconds;
  private final Path scratch;
  private final PageListener listener;

  OcrDesk(@Nullable Tesseract tesseract, int pageSeconds, Path scratch, PageListener listener) {
    this.tesseract = tesseract;
    this.pageSeconds = pageSeconds;
    this.scratch = scratch;
    this.listener = listener;
  }

  /** The pages of a PDF with those read anew that are pictures. */
  List<RawPage> complete(Path pdf, List<RawPage> pages) throws IOException, Refusal {
    if (pages.stream().allMatch(page -> letters(page) >= PdfPictures.ENOUGH_LETTERS)) {
      return pages;
    }
    List<RawPage> completed = new ArrayList<>(pages);
    try (PdfPictures pictures = PdfPictures.open(pdf)) {
      for (int i = 0; i < pages.size(); i++) {
        if (pictures.needsOcr(i, letters(pages.get(i)))) {
          completed.set(i, new RawPage(read(pictures, i), true));
        }
      }
    }
    return completed;
  }

  private String read(PdfPictures pictures, int page) throws IOException, Refusal {
    requireTesseract();
    Path picture = Files.createTempFile(scratch, "page", ".pgm");
    try {
      int dpi = pictures.render(page, picture);
      return read(picture, 0, page, dpi);
    } catch (UnreadablePictureException e) {
      throw new Refusal(FailureReason.UNSUPPORTED, String.valueOf(e.getMessage()));
    } finally {
      Files.deleteIfExists(picture);
    }
  }

  /** The pages of a picture file. */
  List<RawPage> read(Path picture, boolean tiff, Budget budget) throws IOException, Refusal {
    requireTesseract();
    int count = tiff ? Math.max(1, PictureFile.tiffPages(picture)) : 1;
    budget.takePages(count);
    List<RawPage> pages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String text = read(picture, i, i, 0);
      budget.takeCharacters(text.length());
      pages.add(new RawPage(text, true));
    }
    return pages;
  }

  private Tesseract requireTesseract() throws Refusal {
    if (tesseract == null) {
      throw new Refusal(
          FailureReason.OCR_UNAVAILABLE,
          "pages of the document are pictures and OCR is not installed for the job's language");
    }
    return tesseract;
  }

  private String read(Path picture, int index, int page, int dpi) throws IOException, Refusal {
    listener.begins();
    try {
      return requireTesseract().read(picture, index, dpi, pageSeconds, scratch);
    } catch (TimeoutException e) {
      throw new Refusal(
          FailureReason.TOO_SLOW,
          "OCR of page " + (page + 1) + " took longer than " + pageSeconds + " seconds");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static int letters(RawPage page) {
    return (int) page.text().codePoints().filter(Character::isLetterOrDigit).count();
  }
}
