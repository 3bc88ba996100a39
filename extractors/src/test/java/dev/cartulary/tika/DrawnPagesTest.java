package dev.cartulary.tika;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cartulary.document.Box;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.PageLayout;
import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.picture.PagePicture;
import dev.cartulary.picture.PagePictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages as pictures, and whether the boxes of words lie on the words. */
final class DrawnPagesTest {
  private static final int WHITE = 255;

  private static ForkedExtractor extractor;
  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    extractor = new ForkedExtractor(ParserLimits.DEFAULT.withProcesses(1).withDocumentSeconds(5));
  }

  @AfterAll
  static void stop() {
    extractor.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 90, 180, 270})
  void draw_pagesTurnedAndCut_boxesLieOnTheirWords(int rotation) throws Exception {
    Path plain =
        Samples.pdf(
            folder.resolve("plain.pdf"),
            List.of(List.of("First page."), List.of("Norway"), List.of("Third page.")));
    Path file = folder.resolve("lease.pdf");
    try (PDDocument pdf = Loader.loadPDF(plain.toFile())) {
      pdf.getPage(1).setRotation(rotation);
      pdf.getPage(1).setCropBox(new PDRectangle(30, 400, 500, 380));
      pdf.save(file.toFile());
    }
    ExtractedText text = Extraction.text(extractor, file);
    int start = text.text().indexOf("Norway");
    Box box = text.boxes(new CharSpan(start, start + "Norway".length())).get(0);
    PageLayout page = text.layouts().get(1);

    List<PagePicture> pictures = pictures(draw(file, "application/pdf", 2, 3));

    assertThat(pictures).extracting(PagePicture::page).containsExactly(2, 3);
    BufferedImage picture = decoded(pictures.get(0));
    double scale = (double) picture.getWidth() / page.width();
    assertThat(picture.getHeight() / scale).isCloseTo(page.height(), within(10.0));
    assertThat(scale * 720).as("dots an inch").isCloseTo(100.0, within(1.0));
    int inside = 0;
    int outside = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        if (picture.getRaster().getSample(x, y, 0) < 2) {
          boolean in =
              x >= scale * box.x() - 1
                  && x <= scale * (box.x() + box.width()) + 1
                  && y >= scale * box.y() - 1
                  && y <= scale * (box.y() + box.height()) + 1;
          inside += in ? 1 : 0;
          outside += in ? 0 : 1;
        }
      }
    }
    assertThat(inside).as("ink in the box").isGreaterThan(50);
    assertThat(outside).as("ink elsewhere").isZero();
  }

  @Test
  void draw_pictureFiles_asLargeAsIsOfUse() throws Exception {
    BufferedImage scan = Samples.picture(List.of("A scanned page."));
    Path png = folder.resolve("scan.png");
    ImageIO.write(scan, "png", png.toFile());
    Path tiff = folder.resolve("scan.tiff");
    ImageIO.write(scan, "tiff", tiff.toFile());
    Path huge = folder.resolve("huge.png");
    BufferedImage blank = new BufferedImage(6_000, 9_000, BufferedImage.TYPE_BYTE_BINARY);
    ImageIO.write(blank, "png", huge.toFile());

    for (Path file : List.of(png, tiff)) {
      String type = file == png ? "image/png" : "image/tiff";
      PagePicture picture = pictures(draw(file, type, 1)).get(0);
      assertThat((double) picture.width() * picture.height()).isCloseTo(1e6, within(5e3));
      assertThat((double) picture.width() / picture.height())
          .isCloseTo((double) scan.getWidth() / scan.getHeight(), within(0.01));
      assertThat(ink(picture)).isBetween(100, 20_000);
    }
    PagePicture black = pictures(draw(huge, "image/png", 1)).get(0);
    assertThat((double) black.height() / black.width()).isCloseTo(1.5, within(0.01));
    assertThat(ink(black)).isEqualTo(black.width() * black.height());
  }

  @Test
  void draw_fileThatChangedOrWent_noPicture() throws Exception {
    Path file = Samples.pdf(folder.resolve("a.pdf"), List.of(List.of("Before.")));
    SourceFile source = Extraction.source(file);
    Samples.pdf(file, List.of(List.of("After.")));

    assertThat(failure(draw(source, "application/pdf", 1)).reason())
        .isEqualTo(FailureReason.CHANGED);
    Files.writeString(file, "not even a PDF");
    assertThat(failure(draw(source, "application/pdf", 1)).reason())
        .isEqualTo(FailureReason.CHANGED);
    Files.delete(file);
    assertThat(failure(draw(source, "application/pdf", 1)).reason())
        .isEqualTo(FailureReason.CHANGED);
  }

  @Test
  void draw_whatHasNoPages_unsupported() throws Exception {
    Path note = Files.writeString(folder.resolve("note.txt"), "A note.");
    assertThat(failure(draw(note, "text/plain", 1)).reason()).isEqualTo(FailureReason.UNSUPPORTED);
    Path pdf = Samples.pdf(folder.resolve("a.pdf"), List.of(List.of("One page.")));
    assertThat(failure(draw(pdf, "application/pdf", 2)).reason()).isEqualTo(FailureReason.CORRUPT);
    assertThat(failure(draw(note, "application/pdf", 1)).message()).doesNotContain("A note");
  }

  /** A page that paints a form, which paints another a hundred times, and so on, six deep. */
  @Test
  void draw_pageThatPaintsForYears_givenUpAndTheNextIsDrawn() throws Exception {
    StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
    int[] offsets = new int[12];
    object(pdf, offsets, 1, "<</Type/Catalog/Pages 2 0 R>>");
    object(pdf, offsets, 2, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
    object(
        pdf,
        offsets,
        3,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
            + "/Resources<</XObject<</F 5 0 R>>>>>>");
    stream(pdf, offsets, 4, "", "/F Do ".repeat(100));
    for (int i = 5; i < 11; i++) {
      String resources = "/Resources<</XObject<</F " + (i + 1) + " 0 R>>>>";
      stream(
          pdf,
          offsets,
          i,
          "/Type/XObject/Subtype/Form/BBox[0 0 612 792]" + (i < 10 ? resources : ""),
          i < 10 ? "/F Do ".repeat(100) : "0 0 612 792 re f");
    }
    int start = pdf.length();
    pdf.append("xref\n0 11\n0000000000 65535 f \n");
    for (int i = 1; i < 11; i++) {
      pdf.append(String.format("%010d 00000 n \n", offsets[i]));
    }
    pdf.append("trailer<</Size 11/Root 1 0 R>>\nstartxref\n" + start + "\n%%EOF\n");
    Path file = folder.resolve("years.pdf");
    Files.write(file, pdf.toString().getBytes(StandardCharsets.ISO_8859_1));

    long begin = System.nanoTime();
    assertThat(failure(draw(file, "application/pdf", 1)).reason())
        .isEqualTo(FailureReason.TOO_SLOW);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));

    Path next = Samples.pdf(folder.resolve("next.pdf"), List.of(List.of("The next one.")));
    assertThat(pictures(draw(next, "application/pdf", 1))).hasSize(1);
  }

  private static void stream(
      StringBuilder pdf, int[] offsets, int number, String head, String content) {
    object(
        pdf,
        offsets,
        number,
        "<<" + head + "/Length " + content.length() + ">>stream\n" + content + "\nendstream");
  }

  private static void object(StringBuilder pdf, int[] offsets, int number, String content) {
    offsets[number] = pdf.length();
    pdf.append(number).append(" 0 obj").append(content).append("endobj\n");
  }

  private static int ink(PagePicture picture) throws IOException {
    BufferedImage decoded = decoded(picture);
    int ink = 0;
    for (int y = 0; y < decoded.getHeight(); y++) {
      for (int x = 0; x < decoded.getWidth(); x++) {
        ink += (decoded.getRGB(x, y) & WHITE) < WHITE / 2 ? 1 : 0;
      }
    }
    return ink;
  }

  private static BufferedImage decoded(PagePicture picture) throws IOException {
    BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(picture.png()));
    assertThat(decoded.getWidth()).isEqualTo(picture.width());
    assertThat(decoded.getHeight()).isEqualTo(picture.height());
    assertThat(decoded.getRGB(0, 0) & WHITE).isIn(0, 85, 170, WHITE);
    return decoded;
  }

  private static Outcome<PagePictures> draw(Path file, String mediaType, Integer... pages)
      throws Exception {
    return draw(Extraction.source(file), mediaType, pages);
  }

  private static Outcome<PagePictures> draw(SourceFile file, String mediaType, Integer... pages)
      throws InterruptedException {
    return extractor.draw(file, mediaType, new TreeSet<>(List.of(pages)));
  }

  private static List<PagePicture> pictures(Outcome<PagePictures> drawn) {
    return drawn.fold(
        PagePictures::all,
        failure -> {
          throw new AssertionError("a failure instead of pictures: " + failure);
        });
  }

  private static Failure failure(Outcome<PagePictures> drawn) {
    return drawn.fold(
        pictures -> {
          throw new AssertionError("pictures instead of a failure");
        },
        failure -> failure);
  }
}
