package dev.cartulary.tika;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.cartulary.document.Box;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.ocr.Tesseract;
import dev.cartulary.outcome.FailureReason;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void extract_scan_confidenceOfItsPagesAndNoneOfText() throws Exception {
    requireTesseract();
    Path file =
        Samples.mixedPdf(folder.resolve("m.pdf"), List.of(List.of("Cover."), List.of()), LEASE);

    ExtractedText text = Extraction.text(extractor, file);

    assertThat(text.pages().get(0).confidence()).isNull();
    assertThat(text.pages().get(1).confidence()).isNull();
    assertThat(text.pages().get(2).confidence()).isBetween(0.85, 1.0);
    assertThat(text.lowestConfidence()).isEqualTo(text.pages().get(2).confidence());
  }

  @ParameterizedTest(name = "{0} degrees, {1} lines")
  @CsvSource({"90, 2", "180, 2", "270, 2", "90, 20", "180, 20", "270, 20"})
  void extract_pageTurned_textAsIfUpright(int degrees, int lines) throws Exception {
    requireTesseract();
    BufferedImage picture = Samples.picture(text(lines, 5));
    Path upright = folder.resolve("upright.png");
    Path turned = folder.resolve("turned.png");
    ImageIO.write(picture, "png", upright.toFile());
    ImageIO.write(turned(picture, degrees), "png", turned.toFile());

    ExtractedText expected = Extraction.text(extractor, upright);
    ExtractedText found = Extraction.text(extractor, turned);

    assertThat(expected.lowestConfidence()).isGreaterThan(0.8);
    assertThat(found.text()).isEqualTo(expected.text());
  }

  @ParameterizedTest(name = "{0} degrees")
  @CsvSource({"2", "-4", "7", "-10"})
  void extract_pageAskew_textAsIfLevel(int degrees) throws Exception {
    requireTesseract();
    List<String> lines = text(20, 6);
    Path askew = folder.resolve("askew.png");
    BufferedImage picture = Samples.picture(lines);
    BufferedImage desk =
        new BufferedImage(
            picture.getWidth() + 400, picture.getHeight() + 400, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = desk.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, desk.getWidth(), desk.getHeight());
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.rotate(Math.toRadians(degrees), desk.getWidth() / 2.0, desk.getHeight() / 2.0);
    graphics.drawImage(picture, 200, 200, null);
    graphics.dispose();
    ImageIO.write(desk, "png", askew.toFile());

    ExtractedText found = Extraction.text(extractor, askew);

    assertThat(found.text().lines().filter(line -> !line.isEmpty()))
        .containsExactlyElementsOf(lines);
  }

  @ParameterizedTest(name = "{0} degrees")
  @CsvSource({"0", "5"})
  void extract_scannedPdf_boxesWhereTheWordsStand(int degrees) throws Exception {
    requireTesseract();
    // A page of 600 by 800 points, its picture drawn over all of it.
    List<String> lines = text(8, 3);
    BufferedImage picture = new BufferedImage(2500, 3333, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 2500, 3333);
    graphics.setColor(Color.BLACK);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 50));
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.rotate(Math.toRadians(degrees), 500, 1000);
    for (int i = 0; i < lines.size(); i++) {
      graphics.drawString(lines.get(i), 500, 1000 + 120 * i);
    }
    graphics.dispose();
    Path file = folder.resolve("scan.pdf");
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(new PDRectangle(600, 800));
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.drawImage(LosslessFactory.createFromImage(document, picture), 0, 0, 600, 800);
      }
      document.save(file.toFile());
    }

    ExtractedText found = Extraction.text(extractor, file);
    Box first = found.boxes(new CharSpan(0, "The".length())).get(0);

    assertThat(found.text()).startsWith(lines.get(0));
    // The base line begins at 500 by 1000 pixels of 720 / 300 tenths of a point.
    assertThat(first.page()).isEqualTo(1);
    assertThat(first.x()).isBetween(1190, 1225);
    assertThat(first.y() + first.height()).isBetween(2380, 2460);
    assertThat(first.y()).isBetween(2240, 2320);
    assertThat(found.pages().get(0).confidence()).isGreaterThan(0.85);
  }

  @Test
  void extract_smallPicture_readAsWellAsALargeOne() throws Exception {
    requireTesseract();
    List<String> lines = text(12, 9);
    BufferedImage large = Samples.picture(lines);
    BufferedImage small =
        new BufferedImage(
            large.getWidth() * 2 / 5, large.getHeight() * 2 / 5, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = small.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(large, 0, 0, small.getWidth(), small.getHeight(), null);
    graphics.dispose();
    Path file = folder.resolve("screen.png");
    ImageIO.write(small, "png", file.toFile());

    assertThat(Extraction.text(extractor, file).text().lines().filter(line -> !line.isEmpty()))
        .containsExactlyElementsOf(lines);
  }

  @Test
  void extract_pictureOfBillionsOfPixels_tooLargeBeforeItIsDecoded() throws Exception {
    requireTesseract();
    byte[] header = {0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0};
    CRC32 check = new CRC32();
    check.update(header, 4, 17);
    ByteBuffer png = ByteBuffer.allocate(8 + 21 + 4 + 12);
    png.putLong(0x89504E470D0A1A0AL).put(header).putInt((int) check.getValue());
    png.putInt(0).putInt(0x49454E44).putInt(0xAE426082);
    Path file = Files.write(folder.resolve("bomb.png"), png.array());

    assertThat(Extraction.failure(extractor, file).reason()).isEqualTo(FailureReason.TOO_LARGE);
  }

  /** Lines of plain words. */
  private static List<String> text(int lines, long seed) {
    String[] words =
        "tenant lease rent month keeps house notice party signed court order water land year"
            .split(" ", -1);
    Random random = new Random(seed);
    List<String> text = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      StringBuilder line = new StringBuilder("The");
      for (int word = 0; word < 7; word++) {
        line.append(' ').append(words[random.nextInt(words.length)]);
      }
      text.add(line.append('.').toString());
    }
    return text;
  }

  private static BufferedImage turned(BufferedImage picture, int degrees) {
    boolean lying = degrees % 180 != 0;
    BufferedImage turned =
        new BufferedImage(
            lying ? picture.getHeight() : picture.getWidth(),
            lying ? picture.getWidth() : picture.getHeight(),
            BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = turned.createGraphics();
    graphics.translate(turned.getWidth() / 2.0, turned.getHeight() / 2.0);
    graphics.rotate(Math.toRadians(degrees));
    graphics.drawImage(picture, -picture.getWidth() / 2, -picture.getHeight() / 2, null);
    graphics.dispose();
    return turned;
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
