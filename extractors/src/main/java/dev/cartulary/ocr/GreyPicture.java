package dev.cartulary.ocr;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A picture in grey that can be turned and enlarged. */
final class GreyPicture {
  private final BufferedImage image;

  private GreyPicture(BufferedImage image) {
    this.image = image;
  }

  /** A picture that {@link #write} wrote, or PDF pages are drawn into. */
  static GreyPicture read(Path map) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(map))) {
      String kind = word(in);
      BufferedImage grey = blank(Integer.parseInt(word(in)), Integer.parseInt(word(in)));
      if (!kind.equals("P5") || !word(in).equals("255")) {
        throw new IOException("not a portable grey map");
      }
      byte[] pixels = pixels(grey);
      if (in.readNBytes(pixels, 0, pixels.length) < pixels.length) {
        throw new IOException("the portable grey map is cut off");
      }
      return new GreyPicture(grey);
    }
  }

  private static String word(InputStream in) throws IOException {
    StringBuilder word = new StringBuilder();
    for (int c = in.read(); c > ' '; c = in.read()) {
      word.append((char) c);
    }
    return word.toString();
  }

  /** Any picture; what is transparent becomes white, as on paper. */
  static GreyPicture of(BufferedImage any) {
    if (any.getType() == BufferedImage.TYPE_BYTE_GRAY && !any.isAlphaPremultiplied()) {
      return new GreyPicture(any);
    }
    BufferedImage grey = blank(any.getWidth(), any.getHeight());
    Graphics2D graphics = grey.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, any.getWidth(), any.getHeight());
    graphics.drawImage(any, 0, 0, null);
    graphics.dispose();
    return new GreyPicture(grey);
  }

  private static BufferedImage blank(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
  }

  int width() {
    return image.getWidth();
  }

  int height() {
    return image.getHeight();
  }

  /** This picture turned clockwise by so many quarters of a turn. */
  GreyPicture turned(int quarters) {
    GreyPicture turned = this;
    for (int i = 0; i < Math.floorMod(quarters, 4); i++) {
      turned = turned.turnedOnce();
    }
    return turned;
  }

  private GreyPicture turnedOnce() {
    int columns = width();
    int rows = height();
    byte[] from = pixels(image);
    BufferedImage target = blank(rows, columns);
    byte[] to = pixels(target);
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        to[x * rows + rows - 1 - y] = from[y * columns + x];
      }
    }
    return new GreyPicture(target);
  }

  /** This picture with so many times the pixels each way. */
  GreyPicture enlarged(int factor) {
    BufferedImage target = blank(width() * factor, height() * factor);
    Graphics2D graphics = target.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(image, 0, 0, target.getWidth(), target.getHeight(), null);
    graphics.dispose();
    return new GreyPicture(target);
  }

  /** The picture with so many pixels at most. */
  BufferedImage within(int mostPixels) {
    double factor = Math.sqrt((double) mostPixels / width() / height());
    if (factor >= 1) {
      return image;
    }
    int width = Math.max(1, (int) (width() * factor));
    int height = Math.max(1, (int) (height() * factor));
    BufferedImage smaller = image;
    // By halves, for a pixel is made of four at most: thin strokes would be lost.
    while (smaller.getWidth() > 2 * width && smaller.getHeight() > 2 * height) {
      smaller = scaled(smaller, smaller.getWidth() / 2, smaller.getHeight() / 2);
    }
    return scaled(smaller, width, height);
  }

  private static BufferedImage scaled(BufferedImage from, int width, int height) {
    BufferedImage target = blank(width, height);
    Graphics2D graphics = target.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(from, 0, 0, width, height, null);
    graphics.dispose();
    return target;
  }

  /** The way that turns this picture clockwise by so many degrees, all of it to be seen. */
  AffineTransform straightening(double degrees) {
    AffineTransform way = AffineTransform.getRotateInstance(Math.toRadians(degrees));
    Rectangle2D turned = way.createTransformedShape(bounds()).getBounds2D();
    way.preConcatenate(AffineTransform.getTranslateInstance(-turned.getMinX(), -turned.getMinY()));
    return way;
  }

  /** This picture moved; where nothing comes to lie it is white. */
  GreyPicture moved(AffineTransform way) {
    Rectangle2D turned = way.createTransformedShape(bounds()).getBounds2D();
    BufferedImage target =
        blank((int) Math.ceil(turned.getMaxX()), (int) Math.ceil(turned.getMaxY()));
    Graphics2D graphics = target.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, target.getWidth(), target.getHeight());
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, way, null);
    graphics.dispose();
    return new GreyPicture(target);
  }

  private Rectangle2D bounds() {
    return new Rectangle2D.Double(0, 0, width(), height());
  }

  /** How dark a pixel is, from 0 for white to 255. */
  int ink(int x, int y) {
    return 255 - (pixels(image)[y * width() + x] & 0xff);
  }

  /** Writes it as a portable grey map. */
  void write(Path target) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
      String header = "P5 " + width() + " " + height() + " 255\n";
      out.write(header.getBytes(StandardCharsets.US_ASCII));
      out.write(pixels(image));
    }
  }

  private static byte[] pixels(BufferedImage grey) {
    return ((DataBufferByte) grey.getRaster().getDataBuffer()).getData();
  }
}
