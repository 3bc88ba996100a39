package dev.cartulary.ocr;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** What can be told of a picture file before Tesseract reads it. */
public final class PictureFile {
  private PictureFile() {}

  /** How large a picture is, in pixels. */
  public record Size(int width, int height) {
    int longest() {
      return Math.max(width, height);
    }

    /** Pixels in all. */
    public long area() {
      return (long) width * height;
    }
  }

  /** The pages of a TIFF. */
  public static int tiffPages(Path tiff) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("tiff");
    ImageReader reader = readers.next();
    try (ImageInputStream in = ImageIO.createImageInputStream(tiff.toFile())) {
      reader.setInput(in, false, true);
      return reader.getNumImages(true);
    } finally {
      reader.dispose();
    }
  }

  /**
   * The size that the file says it has, without decoding it; empty where Java does not know the
   * format or cannot read the file, which Tesseract may still do.
   *
   * @param page counted from 0
   */
  public static Optional<Size> size(Path picture, int page) {
    return look(
        picture, reader -> new Size(Math.max(1, reader.getWidth(page)), reader.getHeight(page)));
  }

  /** The picture, decoded; empty as for {@link #size}. */
  static Optional<GreyPicture> decode(Path picture, int page) {
    return look(
        picture,
        reader -> {
          BufferedImage image = reader.read(page);
          return GreyPicture.of(image);
        });
  }

  /**
   * The picture in grey, made smaller until it has so many pixels; empty as for {@link #size}.
   *
   * @param page counted from 0
   */
  public static Optional<BufferedImage> grey(Path picture, int page, int mostPixels) {
    return look(
        picture,
        reader -> {
          long pixels = (long) reader.getWidth(page) * reader.getHeight(page);
          ImageReadParam param = reader.getDefaultReadParam();
          // Every so many pixels are enough for what is made smaller afterwards, and fit into
          // memory.
          int step = (int) Math.max(1, Math.sqrt(pixels / (4.0 * mostPixels)));
          param.setSourceSubsampling(step, step, 0, 0);
          return GreyPicture.of(reader.read(page, param)).within(mostPixels);
        });
  }

  private interface Look<T> {
    T at(ImageReader reader) throws IOException;
  }

  private static <T> Optional<T> look(Path picture, Look<T> look) {
    try (ImageInputStream in = ImageIO.createImageInputStream(picture.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, false, true);
        return Optional.of(look.at(reader));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // Decoders throw both for variants of a format that they do not know.
      return Optional.empty();
    }
  }
}
