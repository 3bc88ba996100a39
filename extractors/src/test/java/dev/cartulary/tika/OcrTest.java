package dev.cartulary.tika;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.ocr.Tesseract;
import dev.cartulary.outcome.FailureReason;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OcrTest {
  private static final List<String> LEASE =
      List.of("This lease begins on March 1.", "The rent is 900 dollars.");
  private static ForkedExtractor extractor;
  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    extractor = new ForkedExtractor(ParserLimits.DEFAULT.withProcesses(1));
  }

  @AfterAll
  static void stop() {
    extractor.close();
  }

  /** Skips on a developer's machine without Tesseract; a build server must have it. */
  private static void requireTesseract() {
    extractor
        .ocrUnavailable()
        .ifPresent(
            cause -> {
              if ("true".equals(System.getenv("CI"))) {
                fail(cause);
              }
              abort(cause);
            });
  }

  @Test
  void extract_scannedPdf_textAndEveryPageMarked() throws Exception {
    requireTesseract();
    Path file = Samples.scannedPdf(folder.resolve("scan.pdf"), List.of(LEASE, LEASE), "");

    ExtractedText text = Extraction.text(extractor, file);

    assertThat(text.pages()).hasSize(2).allMatch(Page::ocr);
    assertThat(text.pages().stream().map(page -> page.span().of(text.text())))
        .allMatch(page -> page.contains("lease begins on March 1") && page.contains("900 dollars"));
  }

  @Test
  void extract_scanWithPrintedStamp_readsThePicture() throws Exception {
    requireTesseract();
    Path file = Samples.scannedPdf(folder.resolve("s.pdf"), List.of(LEASE), "Envelope 12-34");

    assertThat(Extraction.text(extractor, file).text()).contains("lease begins on March 1");
  }

  @Test
  void extract_mixedPdf_onlyTheScannedPageIsReadAnew() throws Exception {
    requireTesseract();
    Path file =
        Samples.mixedPdf(folder.resolve("m.pdf"), List.of(List.of("Cover."), List.of()), LEASE);

    ExtractedText text = Extraction.text(extractor, file);

    assertThat(text.pages().stream().map(Page::ocr)).containsExactly(false, false, true);
    assertThat(text.text()).startsWith("Cover.").contains("900 dollars");
  }

  @Test
  void extract_pictureFiles_aPageForEachPicture() throws Exception {
    requireTesseract();
    Path png = folder.resolve("p.png");
    ImageIO.write(Samples.picture(LEASE), "png", png.toFile());
    Path tiff = tiff(List.of(Samples.picture(LEASE), Samples.picture(List.of("Signed in Ohio."))));

    assertThat(Extraction.text(extractor, png).text()).contains("900 dollars");
    ExtractedText pages = Extraction.text(extractor, tiff);
    assertThat(pages.pages()).hasSize(2).allMatch(Page::ocr);
    assertThat(pages.pages().get(1).span().of(pages.text())).isEqualTo("Signed in Ohio.");
  }

  @Test
  void extract_noTesseract_ocrUnavailableOnlyWherePicturesAre() throws Exception {
    Path scan = Samples.mixedPdf(folder.resolve("m.pdf"), List.of(List.of("Cover.")), LEASE);
    Path plain = Samples.pdf(folder.resolve("p.pdf"), List.of(List.of("Text."), List.of()));
    Path png = folder.resolve("p.png");
    ImageIO.write(Samples.picture(LEASE), "png", png.toFile());

    try (ForkedExtractor without =
        new ForkedExtractor(
            ParserLimits.DEFAULT.withProcesses(1),
            new Tesseract.Located.Missing("not installed"))) {
      assertThat(Extraction.failure(without, scan).reason())
          .isEqualTo(FailureReason.OCR_UNAVAILABLE);
      assertThat(Extraction.failure(without, png).reason())
          .isEqualTo(FailureReason.OCR_UNAVAILABLE);
      assertThat(Extraction.text(without, plain).text()).isEqualTo("Text.");
    }
  }

  private Path tiff(List<BufferedImage> pictures) throws IOException {
    Path file = folder.resolve("pages.tiff");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (BufferedImage picture : pictures) {
        writer.writeToSequence(new IIOImage(picture, null, null), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    return file;
  }
}
