package dev.cartulary.pdf;

import java.awt.geom.Rectangle2D;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.TextPosition;

/**
 * How a page's own coordinates become those of the page as it is shown: cut to its crop box, turned
 * by its rotation, in tenths of a point from the top left.
 *
 * @param left of the crop box, in points
 * @param bottom likewise
 * @param cropWidth likewise, before it is turned
 * @param cropHeight likewise
 * @param rotation 0, 90, 180 or 270 degrees clockwise
 */
record PageFrame(double left, double bottom, double cropWidth, double cropHeight, int rotation) {
  static final PageFrame NONE = new PageFrame(0, 0, 0, 0, 0);
  private static final int TENTHS = 10;

  /** Coordinates beyond a million points are nonsense, and must not wrap around. */
  private static final double FAR = 1e7;

  /**
   * PDFBox takes half of the box of a font's largest glyph for the height of all. Capital letters
   * reach a quarter beyond that, and tails of letters hang as far below the line.
   */
  private static final double ASCENT = 1.25;

  private static final double DESCENT = 0.25;

  static PageFrame of(PDPage page) {
    PDRectangle crop = page.getCropBox();
    return new PageFrame(
        crop.getLowerLeftX(),
        crop.getLowerLeftY(),
        crop.getWidth(),
        crop.getHeight(),
        page.getRotation());
  }

  /** Of the page as it is shown, in tenths of a point. */
  int width() {
    return tenths(rotation % 180 == 0 ? cropWidth : cropHeight);
  }

  int height() {
    return tenths(rotation % 180 == 0 ? cropHeight : cropWidth);
  }

  /** Whether a glyph does not stand upright on the page as it is shown. */
  boolean turns(TextPosition glyph) {
    return (int) glyph.getDir() != rotation;
  }

  /** The box of a glyph in tenths of a point. */
  Rectangle2D.Double box(TextPosition glyph) {
    double x = glyph.getTextMatrix().getTranslateX();
    double y = glyph.getTextMatrix().getTranslateY();
    double along = glyph.getWidthDirAdj();
    double up = glyph.getHeightDir() * ASCENT;
    double down = glyph.getHeightDir() * DESCENT;
    // PDFBox has moved glyphs into the crop box already.
    return switch ((int) glyph.getDir()) {
      case 90 -> shown(x - up, y, up + down, along);
      case 180 -> shown(x - along, y - up, along, up + down);
      case 270 -> shown(x - down, y - along, up + down, along);
      default -> shown(x, y - down, along, up + down);
    };
  }

  /** The box of a rectangle of the page, as its annotations have one. */
  Rectangle2D.Double box(PDRectangle of) {
    return shown(
        of.getLowerLeftX() - left, of.getLowerLeftY() - bottom, of.getWidth(), of.getHeight());
  }

  private Rectangle2D.Double shown(double x, double y, double width, double height) {
    return switch (rotation) {
      case 90 -> tenths(y, x, height, width);
      case 180 -> tenths(cropWidth - x - width, y, width, height);
      case 270 -> tenths(cropHeight - y - height, cropWidth - x - width, height, width);
      default -> tenths(x, cropHeight - y - height, width, height);
    };
  }

  private static Rectangle2D.Double tenths(double x, double y, double width, double height) {
    return new Rectangle2D.Double(TENTHS * x, TENTHS * y, TENTHS * width, TENTHS * height);
  }

  static int tenths(double points) {
    return whole(TENTHS * points);
  }

  /** The nearest whole number of those that can be; 0 for what is no number. */
  static int whole(double tenths) {
    return (int) Math.round(Math.max(-FAR, Math.min(FAR, tenths)));
  }
}
