package dev.cartulary.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.document.WordBox;
import dev.cartulary.text.RawPage;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PdfTextTest {
  private static final PDType1Font FONT = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
  @TempDir private Path folder;

  private static void write(PDDocument document, PDPage page, Matrix where, String text)
      throws IOException {
    try (PDPageContentStream content =
        new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, false)) {
      content.beginText();
      content.setFont(FONT, 20);
      content.setTextMatrix(where);
      content.showText(text);
      content.endText();
    }
  }

  private static List<RawPage> read(Path pdf) throws IOException {
    List<RawPage> told = new ArrayList<>();
    PdfText.Pages pages = PdfText.read(pdf, told::add);
    assertThat(pages.counted()).isEqualTo(pages.pages().size());
    assertThat(told).isEqualTo(pages.pages());
    return pages.pages();
  }

  /** The box of a word holds its ink, and all ink of the page, however page and text are turned. */
  @ParameterizedTest
  @CsvSource({"0,0", "90,0", "180,0", "270,0", "0,90", "0,180", "0,270", "90,90", "270,180"})
  void read_turnedPagesAndText_boxesLieOnTheInk(int rotation, int angle) throws IOException {
    Path pdf = folder.resolve("t.pdf");
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(new PDRectangle(400, 300));
      page.setCropBox(new PDRectangle(20, 30, 360, 240));
      page.setRotation(rotation);
      document.addPage(page);
      write(document, page, Matrix.getRotateInstance(Math.toRadians(angle), 180, 150), "HEM");
      document.save(pdf.toFile());
    }

    RawPage read = read(pdf).get(0);

    assertThat(read.text()).isEqualTo("HEM");
    WordBox box = read.layout().words().get(0);
    boolean lying = rotation % 180 == 0;
    assertThat(read.layout().width()).isEqualTo(lying ? 3600 : 2400);
    assertThat(read.layout().height()).isEqualTo(lying ? 2400 : 3600);
    int[] ink = ink(pdf);
    assertThat(box.x()).isBetween(ink[0] - 60, ink[0] + 20);
    assertThat(box.y()).isBetween(ink[1] - 60, ink[1] + 20);
    assertThat(box.x() + box.width()).isBetween(ink[2] - 20, ink[2] + 60);
    assertThat(box.y() + box.height()).isBetween(ink[3] - 20, ink[3] + 60);
  }

  /** Left, top, right and bottom of what is dark on the first page, in tenths of a point. */
  private static int[] ink(Path pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
      BufferedImage image = new PDFRenderer(document).renderImage(0, 1, ImageType.GRAY);
      byte[] grey = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
      int[] ink = {Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0};
      for (int i = 0; i < grey.length; i++) {
        if ((grey[i] & 0xFF) < 128) {
          int x = 10 * (i % image.getWidth());
          int y = 10 * (i / image.getWidth());
          ink[0] = Math.min(ink[0], x);
          ink[1] = Math.min(ink[1], y);
          ink[2] = Math.max(ink[2], x + 10);
          ink[3] = Math.max(ink[3], y + 10);
        }
      }
      return ink;
    }
  }

  @Test
  void read_formAndComment_linesAtTheEndOfTheirPage() throws IOException {
    Path pdf = folder.resolve("form.pdf");
    try (PDDocument document = new PDDocument()) {
      PDAcroForm form = new PDAcroForm(document);
      document.getDocumentCatalog().setAcroForm(form);
      PDResources resources = new PDResources();
      resources.put(org.apache.pdfbox.cos.COSName.HELV, FONT);
      form.setDefaultResources(resources);
      form.setDefaultAppearance("/Helv 12 Tf 0 g");
      PDPage first = new PDPage(PDRectangle.LETTER);
      PDPage second = new PDPage(PDRectangle.LETTER);
      document.addPage(first);
      document.addPage(second);
      write(document, first, Matrix.getTranslateInstance(72, 700), "Application");
      field(form, first, "born", "Date of birth", "3 May 1980", 500);
      field(form, first, "name", "", "Jane Roe", 600);
      field(form, second, "empty", "Fax", "", 600);
      PDAnnotationText comment = new PDAnnotationText();
      comment.setContents("Please\ncheck");
      comment.setRectangle(new PDRectangle(72, 100, 20, 20));
      second.getAnnotations().add(comment);
      document.save(pdf.toFile());
    }

    List<RawPage> pages = read(pdf);

    assertThat(pages.stream().map(RawPage::text))
        .containsExactly(
            "Application\n\nname: Jane Roe\nDate of birth: 3 May 1980", "Please\ncheck");
    WordBox jane = pages.get(0).layout().words().get(2);
    assertThat(List.of(jane.x(), jane.y(), jane.width(), jane.height()))
        .containsExactly(720, 1720, 2000, 200);
  }

  private static void field(
      PDAcroForm form, PDPage page, String name, String label, String value, float y)
      throws IOException {
    PDTextField field = new PDTextField(form);
    field.setPartialName(name);
    if (!label.isEmpty()) {
      field.setAlternateFieldName(label);
    }
    PDAnnotationWidget widget = field.getWidgets().get(0);
    widget.setRectangle(new PDRectangle(72, y, 200, 20));
    widget.setPage(page);
    page.getAnnotations().add(widget);
    form.getFields().add(field);
    field.setValue(value);
  }

  /** Each text at x, y from the bottom left, in the order in which it is written into the file. */
  private String page(Object... placed) throws IOException {
    Path pdf = folder.resolve("placed.pdf");
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(PDRectangle.LETTER);
      document.addPage(page);
      for (int i = 0; i < placed.length; i += 3) {
        Matrix at = Matrix.getTranslateInstance((int) placed[i], (int) placed[i + 1]);
        write(document, page, at, (String) placed[i + 2]);
      }
      document.save(pdf.toFile());
    }
    return read(pdf).get(0).text().replaceAll("\n+", "\n");
  }

  @Test
  void read_columnsWrittenOneAfterTheOther_readSo() throws IOException {
    List<Object> placed = new ArrayList<>();
    StringBuilder expected = new StringBuilder();
    for (int column = 0; column < 2; column++) {
      for (int row = 0; row < 9; row++) {
        String line = "column " + column + " row " + row + " says";
        placed.addAll(List.of(50 + 270 * column, 700 - 24 * row, line));
        expected.append(expected.isEmpty() ? "" : "\n").append(line);
      }
    }

    assertThat(page(placed.toArray())).isEqualTo(expected.toString());
  }

  @Test
  void read_scatteredLines_fromTopToBottom() throws IOException {
    List<Object> placed = new ArrayList<>();
    for (int row : new int[] {7, 2, 9, 4, 0, 6, 1, 8, 3, 5}) {
      placed.addAll(List.of(50, 700 - 24 * row, "row " + row));
    }

    assertThat(page(placed.toArray()))
        .isEqualTo("row 0\nrow 1\nrow 2\nrow 3\nrow 4\nrow 5\nrow 6\nrow 7\nrow 8\nrow 9");
  }

  @Test
  void read_valuesWrittenBehindAllLabels_besideTheirLabels() throws IOException {
    assertThat(
            page(
                50,
                700,
                "Name:",
                50,
                670,
                "Born:",
                50,
                640,
                "Sex:",
                50,
                600,
                "Notes follow here",
                200,
                700,
                "Jane Roe",
                200,
                670,
                "3 May 1980",
                200,
                640,
                "F"))
        .isEqualTo("Name: Jane Roe\nBorn: 3 May 1980\nSex: F\nNotes follow here");
  }

  @Test
  void read_pageWithoutContents_isAPage() throws IOException {
    Path pdf = folder.resolve("blank.pdf");
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage(PDRectangle.LETTER));
      PDPage page = new PDPage(PDRectangle.LETTER);
      document.addPage(page);
      write(document, page, Matrix.getTranslateInstance(72, 700), "Text");
      document.addPage(new PDPage(PDRectangle.LETTER));
      document.save(pdf.toFile());
    }

    assertThat(read(pdf).stream().map(RawPage::text)).containsExactly("", "Text", "");
  }

  @Test
  void read_listenerGivesUp_stops() throws IOException {
    Path pdf = folder.resolve("long.pdf");
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage());
      document.addPage(new PDPage());
      document.save(pdf.toFile());
    }
    List<RawPage> told = new ArrayList<>();

    assertThatThrownBy(
            () ->
                PdfText.read(
                    pdf,
                    page -> {
                      told.add(page);
                      throw new IOException("enough");
                    }))
        .hasMessage("enough");
    assertThat(told).hasSize(1);
  }
}
