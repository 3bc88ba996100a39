package dev.cartulary.pdf;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** The pages of a PDF seen as pictures. Opened only when a page must be. */
public final class PdfPictures implements AutoCloseable {
  /** Resolution at which pages are rendered; what Tesseract was trained for. */
  static final int DPI = 300;

  /** Resolution of pages that people look at. */
  private static final int SEEN_DPI = 100;

  /** A scan with fewer dots is drawn with this many; one with more than {@link #DPI}, with that. */
  private static final int LEAST_DPI = 200;

  /** A page with at least this many letters and digits has its text. */
  private static final int ENOUGH_LETTERS = 200;

  private static final int MANY_SHAPES = 100;
  private static final int FEW_LETTERS = 20;
  private static final double MOST_PIXELS = 40e6;

  private final PDDocument document;
  private final PDFRenderer renderer;

  private PdfPictures(PDDocument document) {
    this.document = document;
    this.renderer = new PDFRenderer(document);
  }

  public static PdfPictures open(Path pdf) throws IOException {
    return new PdfPictures(
        Loader.loadPDF(pdf.toFile(), "", null, null, IOUtils.createTempFileOnlyStreamCache()));
  }

  /**
   * Whether the page shows writing that is not in its text: a scan, perhaps with a printed stamp or
   * page number over it, or letters drawn as shapes. A page with a letterhead picture and a few
   * words of text is not one.
   */
  static boolean needsOcr(PDPage page, String text) throws IOException {
    int letters = letters(text);
    if (letters >= ENOUGH_LETTERS) {
      return false;
    }
    PageMarks marks = PageMarks.of(page);
    if (letters == 0) {
      return marks.pictureShare() >= 0.02 || marks.shapes() >= MANY_SHAPES;
    }
    return marks.pictureShare() >= (letters < FEW_LETTERS ? 0.25 : 0.5);
  }

  /** Letters and digits of {@code text}; counted no further than is asked for. */
  private static int letters(String text) {
    int letters = 0;
    for (int i = 0; i < text.length() && letters < ENOUGH_LETTERS; ) {
      int c = text.codePointAt(i);
      letters += Character.isLetterOrDigit(c) ? 1 : 0;
      i += Character.charCount(c);
    }
    return letters;
  }

  /**
   * Draws a page into {@code target} as a grey portable map.
   *
   * @param page counted from 0
   * @return its resolution: what the scan has, between 200 and 300, less for a poster
   * @throws UnreadablePictureException if the page holds a picture that would be left out
   */
  public int render(int page, Path target) throws IOException {
    PDPage shown = document.getPage(page);
    PageMarks marks = PageMarks.of(shown);
    // PDFBox draws nothing where it has no decoder; an empty page must not pass for a read one.
    if (marks.jpeg2000() && !ImageIO.getImageReadersByFormatName("jpeg2000").hasNext()) {
      throw new UnreadablePictureException(
          "page " + (page + 1) + " is a JPEG 2000 picture, for which there is no decoder");
    }
    double inches = inches(shown);
    // More dots than the scan has only cost time; letters drawn as shapes have any number.
    boolean scan = marks.pictureShare() >= 0.5 && marks.shapes() < MANY_SHAPES;
    double wanted = scan ? Math.max(LEAST_DPI, Math.min(DPI, marks.pictureDpi())) : DPI;
    int dpi =
        (int)
            Math.max(
                1, Math.min(Math.rint(wanted), Math.sqrt(MOST_PIXELS / Math.max(inches, 1e-6))));
    BufferedImage image = renderer.renderImageWithDPI(page, dpi, ImageType.GRAY);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
      String header = "P5 " + image.getWidth() + " " + image.getHeight() + " 255\n";
      out.write(header.getBytes(StandardCharsets.US_ASCII));
      out.write(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
    }
    return dpi;
  }

  /**
   * Draws a page as people see it, in grey, at 100 dots an inch or fewer.
   *
   * @param page counted from 0
   * @param mostPixels that it may have
   */
  public BufferedImage picture(int page, int mostPixels) throws IOException {
    double fit = Math.sqrt(mostPixels / Math.max(inches(document.getPage(page)), 1e-6));
    // Rounding to whole pixels must not go beyond the bound.
    float dpi = (float) Math.min(SEEN_DPI, 0.99 * fit);
    renderer.setSubsamplingAllowed(true);
    return renderer.renderImageWithDPI(page, dpi, ImageType.GRAY);
  }

  /** A page's area in square inches. */
  private static double inches(PDPage page) {
    return page.getCropBox().getWidth() / 72.0 * (page.getCropBox().getHeight() / 72.0);
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
