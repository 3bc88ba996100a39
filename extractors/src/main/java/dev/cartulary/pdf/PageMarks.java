package dev.cartulary.pdf;

import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.util.Matrix;

/** Counts what a page shows besides text: the area under pictures, and painted shapes. */
final class PageMarks extends PDFGraphicsStreamEngine {
  private final double pageArea;
  private final Set<COSStream> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private double pictureArea;
  private int shapes;
  private boolean jpeg2000;
  private double largestArea;
  private double dpi;
  private Point2D current = new Point2D.Float();

  private PageMarks(PDPage page) {
    super(page);
    this.pageArea = (double) page.getCropBox().getWidth() * page.getCropBox().getHeight();
  }

  static PageMarks of(PDPage page) throws IOException {
    PageMarks marks = new PageMarks(page);
    marks.processPage(page);
    return marks;
  }

  /** Share of the page under pictures, overlaps counted twice; 0 for a page without area. */
  double pictureShare() {
    return pageArea <= 0 ? 0 : pictureArea / pageArea;
  }

  /** Pixels an inch of the largest picture; 0 for a page without one. */
  double pictureDpi() {
    return dpi;
  }

  /** Whether one of the pictures is JPEG 2000. */
  boolean jpeg2000() {
    return jpeg2000;
  }

  /** Painted paths and shadings; letters drawn as outlines count here. */
  int shapes() {
    return shapes;
  }

  @Override
  public void drawImage(PDImage image) {
    jpeg2000 |= "jpx".equals(image.getSuffix());
    Matrix m = getGraphicsState().getCurrentTransformationMatrix();
    double area =
        Math.abs((double) m.getScaleX() * m.getScaleY() - (double) m.getShearX() * m.getShearY());
    pictureArea += area;
    if (area > largestArea) {
      largestArea = area;
      dpi = Math.sqrt((double) image.getWidth() * image.getHeight() / area) * 72;
    }
  }

  /** A form that draws itself, some times in each, would keep this busy for years. */
  @Override
  public void showForm(PDFormXObject form) throws IOException {
    if (open.add(form.getCOSObject())) {
      try {
        super.showForm(form);
      } finally {
        open.remove(form.getCOSObject());
      }
    }
  }

  @Override
  public void strokePath() {
    shapes++;
  }

  @Override
  public void fillPath(int windingRule) {
    shapes++;
  }

  @Override
  public void fillAndStrokePath(int windingRule) {
    shapes++;
  }

  @Override
  public void shadingFill(COSName shadingName) {
    shapes++;
  }

  @Override
  public void moveTo(float x, float y) {
    current = new Point2D.Float(x, y);
  }

  @Override
  public void lineTo(float x, float y) {
    current = new Point2D.Float(x, y);
  }

  @Override
  public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
    current = new Point2D.Float(x3, y3);
  }

  @Override
  public Point2D getCurrentPoint() {
    return current;
  }

  @Override
  public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {}

  @Override
  public void clip(int windingRule) {}

  @Override
  public void closePath() {}

  @Override
  public void endPath() {}
}
