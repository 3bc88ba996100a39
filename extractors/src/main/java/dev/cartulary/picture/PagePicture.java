package dev.cartulary.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A page as it looks, in four shades of grey: enough for letters, and a third of the bytes of all
 * shades. Any bytes are a picture, so one that comes from a hostile place can do no harm.
 */
public final class PagePicture implements Serializable {
  /** More than a page of a ledger needs at 100 dots an inch. */
  public static final int MOST_PIXELS = 2_000_000;

  private static final long serialVersionUID = 1;
  private static final int BITS = 2;
  private static final int IN_A_BYTE = Byte.SIZE / BITS;
  private static final int LIGHTEST = (1 << BITS) - 1;
  private static final int WHITE = 255;

  private final int page;
  private final int width;
  private final int height;
  private final byte[] shades;

  /**
   * A picture.
   *
   * @param page counted from 1
   * @param shades two bits a pixel, 0 for black, the first in the highest bits; rows begin with a
   *     byte
   * @throws IllegalArgumentException if the sizes do not fit each other, or are too large
   */
  public PagePicture(int page, int width, int height, byte[] shades) {
    if (page < 1 || width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "page " + page + " cannot have a picture of " + width + " by " + height);
    }
    if (shades.length != rowBytes(width) * height) {
      throw new IllegalArgumentException(shades.length + " bytes for " + width + " by " + height);
    }
    this.page = page;
    this.width = width;
    this.height = height;
    this.shades = shades.clone();
  }

  /**
   * Takes the shades of a picture.
   *
   * @param grey one byte a pixel, of at most {@link #MOST_PIXELS}
   */
  public static PagePicture of(int page, BufferedImage grey) {
    int width = grey.getWidth();
    int height = grey.getHeight();
    byte[] shades = new byte[rowBytes(width) * height];
    Raster raster = grey.getRaster();
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      raster.getSamples(0, y, width, 1, 0, row);
      int start = y * rowBytes(width);
      for (int x = 0; x < width; x++) {
        int shade = (row[x] * LIGHTEST + WHITE / 2) / WHITE;
        int shift = Byte.SIZE - BITS - BITS * (x % IN_A_BYTE);
        shades[start + x / IN_A_BYTE] |= (byte) (shade << shift);
      }
    }
    return new PagePicture(page, width, height, shades);
  }

  private static int rowBytes(int width) {
    return (width + IN_A_BYTE - 1) / IN_A_BYTE;
  }

  /** The page's number, counted from 1. */
  public int page() {
    return page;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** As the constructor takes them. */
  public byte[] shades() {
    return shades.clone();
  }

  /** The picture as a PNG. */
  public byte[] png() {
    byte[] greys = new byte[LIGHTEST + 1];
    for (int i = 0; i <= LIGHTEST; i++) {
      greys[i] = (byte) (i * WHITE / LIGHTEST);
    }
    WritableRaster raster =
        Raster.createPackedRaster(
            new DataBufferByte(shades, shades.length), width, height, BITS, null);
    IndexColorModel colours = new IndexColorModel(BITS, greys.length, greys, greys, greys);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ByteArrayOutputStream png = new ByteArrayOutputStream(shades.length / 4);
    // Without a file, which would hold a page of a document.
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(png)) {
      ImageWriteParam smallest = writer.getDefaultWriteParam();
      smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      smallest.setCompressionQuality(0);
      writer.setOutput(out);
      writer.write(
          null,
          new IIOImage(new BufferedImage(colours, raster, false, null), null, null),
          smallest);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every picture", e);
    } finally {
      writer.dispose();
    }
    return png.toByteArray();
  }
}
