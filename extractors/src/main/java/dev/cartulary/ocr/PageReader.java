package dev.cartulary.ocr;

import static java.util.Objects.requireNonNull;

import dev.cartulary.ocr.Tesseract.Turn;
import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Reads single pages, turned or enlarged where that reads better. Safe for use by many threads.
 *
 * @param pageNanos time for a page with all its turns
 * @param scratch private folder for pictures until they are read
 */
public record PageReader(Tesseract tesseract, long pageNanos, Path scratch) {
  /*
   * A page that stands as it should is read once. Letters on their side or upside down come out as
   * words of low confidence (0.35 to 0.45 on pages of print; upright ones have 0.85 to 0.97), so a
   * poor page is looked at again, by the way its letters stand. Where that cannot be told, because
   * the data is missing or the letters are few, each of the other turns is tried. Lines that
   * lean by a few degrees are lost without a trace: of a page askew by four, a quarter of the words
   * came out, with a confidence of 0.9. So a page is straightened before it is read. The reading with the most weight wins, so what depends on the
   * machine's load is only whether there is one.
   */
  private static final double POOR = 0.7;
  private static final double HOPELESS = 0.55;

  /** Letters of 10 points need about 200 dots an inch; a page has about ten inches. */
  private static final int SMALL_PIXELS = 1_700;

  private static final int TINY_PIXELS = 1_000;

  /** A picture with more is read as it is: decoded it would take too much of the memory. */
  private static final long MOST_PIXELS = 40_000_000;

  /** In an inch. */
  private static final double TENTHS_OF_A_POINT = 720;

  private static final double PICTURE_DPI = 300;

  public PageReader {
    requireNonNull(tesseract, "tesseract is null");
    requireNonNull(scratch, "scratch is null");
  }

  /** The picture's pixels; empty without a decoder, or if they are too many. */
  private interface Pixels {
    Optional<GreyPicture> decode() throws IOException;
  }

  /**
   * A page drawn as a portable grey map; its words stand in tenths of a point.
   *
   * @param dpi its resolution
   * @throws TimeoutException if there is no reading in time
   * @throws IOException if the picture cannot be read
   */
  public RecognisedPage readDrawn(Path map, int dpi)
      throws IOException, TimeoutException, InterruptedException {
    long deadline = System.nanoTime() + pageNanos;
    return read(map, 0, dpi, deadline, () -> Optional.of(GreyPicture.read(map)))
        .scaled(TENTHS_OF_A_POINT / dpi);
  }

  /**
   * A page of a picture file; its words stand in tenths of a point as if it had 300 dots an inch,
   * because what files say of that is seldom so.
   *
   * @param page counted from 0; beyond 0 for TIFF only
   * @throws TimeoutException if there is no reading in time
   * @throws IOException if the picture cannot be read
   */
  public RecognisedPage readFile(Path picture, int page)
      throws IOException, TimeoutException, InterruptedException {
    long deadline = System.nanoTime() + pageNanos;
    int longest = PictureFile.size(picture, page).map(PictureFile.Size::longest).orElse(0);
    if (longest > 0 && longest < SMALL_PIXELS) {
      Optional<GreyPicture> decoded = PictureFile.decode(picture, page);
      if (decoded.isPresent()) {
        int factor = longest < TINY_PIXELS ? 3 : 2;
        Path map = map(decoded.get().enlarged(factor));
        try {
          return read(map, 0, 0, deadline, () -> Optional.of(GreyPicture.read(map)))
              .scaled(TENTHS_OF_A_POINT / PICTURE_DPI / factor);
        } finally {
          Files.deleteIfExists(map);
        }
      }
    }
    boolean huge =
        PictureFile.size(picture, page).filter(size -> size.area() > MOST_PIXELS).isPresent();
    return read(
            picture,
            page,
            0,
            deadline,
            () -> huge ? Optional.empty() : PictureFile.decode(picture, page))
        .scaled(TENTHS_OF_A_POINT / PICTURE_DPI);
  }

  private RecognisedPage read(Path picture, int page, int dpi, long deadline, Pixels pixels)
      throws IOException, TimeoutException, InterruptedException {
    Optional<GreyPicture> decoded = pixels.decode();
    double skew = decoded.map(Skew::degrees).orElse(0.0);
    RecognisedPage best;
    if (skew == 0) {
      best = read(picture, page, dpi, Turn.UPRIGHT, deadline);
    } else {
      best = straightened(decoded.orElseThrow(), skew, dpi, deadline);
      if (best.isBelow(POOR)) {
        best = best.orBetter(read(picture, page, dpi, Turn.UPRIGHT, deadline));
      }
    }
    // Letters that are turned are seen as letters; where there are none is nothing to turn.
    if (best.confidence() == null || !best.isBelow(POOR)) {
      return best;
    }
    if (tesseract.tellsTurn()) {
      best = best.orBetter(read(picture, page, dpi, Turn.AS_ITS_LETTERS, deadline));
    }
    if (!best.isBelow(HOPELESS)) {
      return best;
    }
    for (int quarters = 1; quarters < 4 && decoded.isPresent() && best.isBelow(POOR); quarters++) {
      GreyPicture upright = decoded.get();
      Path map = map(upright.turned(quarters));
      try {
        AffineTransform back = back(upright, quarters);
        best =
            best.orBetter(
                read(map, 0, dpi, Turn.UPRIGHT, deadline)
                    .moved(back, upright.width(), upright.height()));
      } finally {
        Files.deleteIfExists(map);
      }
    }
    return best;
  }

  private RecognisedPage straightened(GreyPicture askew, double degrees, int dpi, long deadline)
      throws IOException, TimeoutException, InterruptedException {
    AffineTransform way = askew.straightening(degrees);
    Path map = map(askew.moved(way));
    try {
      return read(map, 0, dpi, Turn.UPRIGHT, deadline)
          .moved(inverse(way), askew.width(), askew.height());
    } finally {
      Files.deleteIfExists(map);
    }
  }

  /** From a picture turned clockwise by so many quarters to the picture itself. */
  private static AffineTransform back(GreyPicture picture, int quarters) {
    AffineTransform turn = AffineTransform.getQuadrantRotateInstance(quarters);
    Rectangle2D turned =
        turn.createTransformedShape(new Rectangle2D.Double(0, 0, picture.width(), picture.height()))
            .getBounds2D();
    turn.preConcatenate(AffineTransform.getTranslateInstance(-turned.getMinX(), -turned.getMinY()));
    return inverse(turn);
  }

  private static AffineTransform inverse(AffineTransform way) {
    try {
      return way.createInverse();
    } catch (NoninvertibleTransformException e) {
      throw new IllegalStateException("a turn has a way back", e);
    }
  }

  private RecognisedPage read(Path picture, int page, int dpi, Turn turn, long deadline)
      throws IOException, TimeoutException, InterruptedException {
    return tesseract.read(picture, page, dpi, turn, deadline - System.nanoTime(), scratch);
  }

  private Path map(GreyPicture picture) throws IOException {
    Path map = Files.createTempFile(scratch, "turned", ".pgm");
    try {
      picture.write(map);
      return map;
    } catch (IOException e) {
      Files.deleteIfExists(map);
      throw e;
    }
  }
}
