package dev.cartulary.tika;

import dev.cartulary.ocr.PictureFile;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.pdf.PdfPictures;
import dev.cartulary.picture.PagePicture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.tika.mime.MediaType;

/** Draws the pages of one document in this process. */
final class PageArtist {
  /** About what a page of a letter has at 100 dots an inch. */
  private static final int SCAN_PIXELS = 1_000_000;

  /** Receives pages in the order in which they were asked for. */
  interface Listener {
    void drawn(PagePicture picture) throws IOException;
  }

  private PageArtist() {}

  /**
   * Draws {@code pages}, counted from 1.
   *
   * @param mediaType what the file is
   * @throws Refusal if documents of that type have no pages to be seen, or cannot be decoded
   */
  static void draw(Path file, String mediaType, Iterable<Integer> pages, Listener listener)
      throws IOException, Refusal {
    MediaType type = MediaType.parse(mediaType);
    Format format = type == null ? Format.FOREIGN : Format.of(type);
    switch (format) {
      case PDF -> {
        try (PdfPictures pdf = PdfPictures.open(file)) {
          for (int page : pages) {
            listener.drawn(PagePicture.of(page, pdf.picture(page - 1, PagePicture.MOST_PIXELS)));
          }
        }
      }
      case PICTURE, TIFF -> {
        for (int page : pages) {
          BufferedImage picture =
              PictureFile.grey(file, page - 1, SCAN_PIXELS).orElseThrow(() -> unseen(mediaType));
          listener.drawn(PagePicture.of(page, picture));
        }
      }
      default -> throw unseen(mediaType);
    }
  }

  private static Refusal unseen(String mediaType) {
    return new Refusal(FailureReason.UNSUPPORTED, "no picture is made of " + mediaType);
  }
}
