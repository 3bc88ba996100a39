package dev.cartulary.ocr;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Counts the pages of a picture file. */
public final class PictureFile {
  private PictureFile() {}

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
}
