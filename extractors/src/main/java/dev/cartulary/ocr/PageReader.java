package dev.cartulary.ocr;

import static java.util.Objects.requireNonNull;

import dev.cartulary.ocr.Tesseract.Turn;
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
   * the data is missing or the letters are few, each of the other turns is tried. The reading with
   * the most weight wins, so what depends on the machine's load is only whether there is one.
   */
  private static final double POOR = 0.7;
  private static final double HOPELESS = 0.55;

  /** Letters of 10 points need about 200 dots an inch; a page has about ten inches. */
  private static final int SMALL_PIXELS = 1_700;

  private static final int TINY_PIXELS = 1_000;

  public PageReader {
    requireNonNull(tesseract, "tesseract is null");
    requireNonNull(scratch, "scratch is null");
  }

  /** The picture's pixels, looked at only where they are needed; empty without a decoder. */
  private interface Pixels {
    Optional<GreyPicture> decode() throws IOException;
  }

  /**
   * A page drawn as a portable grey map.
   *
   * @param dpi its resolution, or 0 if nobody knows
   * @throws TimeoutException if there is no reading in time
   * @throws IOException if the picture cannot be read
   */
  public RecognisedPage readDrawn(Path map, int dpi)
      throws IOException, TimeoutException, InterruptedException {
    long deadline = System.nanoTime() + pageNanos;
    return read(map, 0, dpi, deadline, () -> Optional.of(GreyPicture.read(map)));
  }

  /**
   * A page of a picture file.
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
        Path map = map(decoded.get().enlarged(longest < TINY_PIXELS ? 3 : 2));
        try {
          return read(map, 0, 0, deadline, () -> Optional.of(GreyPicture.read(map)));
        } finally {
          Files.deleteIfExists(map);
        }
      }
    }
    return read(picture, page, 0, deadline, () -> PictureFile.decode(picture, page));
  }

  private RecognisedPage read(Path picture, int page, int dpi, long deadline, Pixels pixels)
      throws IOException, TimeoutException, InterruptedException {
    RecognisedPage best = read(picture, page, dpi, Turn.UPRIGHT, deadline);
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
    Optional<GreyPicture> decoded = pixels.decode();
    for (int quarters = 1; quarters < 4 && decoded.isPresent() && best.isBelow(POOR); quarters++) {
      Path map = map(decoded.get().turned(quarters));
      try {
        best = best.orBetter(read(map, 0, dpi, Turn.UPRIGHT, deadline));
      } finally {
        Files.deleteIfExists(map);
      }
    }
    return best;
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
