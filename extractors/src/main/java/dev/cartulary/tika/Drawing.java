package dev.cartulary.tika;

import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.outcome.Stage;
import dev.cartulary.picture.PagePicture;
import dev.cartulary.picture.PagePictures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;

/** The conversation with a child that draws pages of one file: all of them, or none. */
final class Drawing {
  /** A page of print takes a twentieth of a second. */
  private static final int MOST_SECONDS = 20;

  private final SourceFile file;
  private final String mediaType;
  private final SortedSet<Integer> pages;
  private final int pageSeconds;
  private boolean healthy;

  Drawing(SourceFile file, String mediaType, SortedSet<Integer> pages, ParserLimits limits) {
    this.pageSeconds = Math.min(MOST_SECONDS, limits.documentSeconds());
    this.file = file;
    this.mediaType = mediaType;
    this.pages = pages;
  }

  /** Whether the child that has drawn can take the next document. */
  boolean leftHealthy() {
    return healthy;
  }

  Outcome<PagePictures> by(ParserChild child) throws InterruptedException {
    List<PagePicture> pictures = new ArrayList<>();
    Iterator<Integer> next = pages.iterator();
    try {
      child.ask(
          new Wire.Request.Draw(
              file.location(), file.id().sha256(), mediaType, List.copyOf(pages)));
    } catch (IOException e) {
      return Outcome.failed(ForkedExtractor.death(child, file));
    }
    while (true) {
      ParserChild.Heard heard = child.await(TimeUnit.SECONDS.toNanos(pageSeconds));
      if (heard == null) {
        return failed(
            FailureReason.TOO_SLOW,
            "the picture of a page took longer than " + pageSeconds + " seconds");
      }
      Wire.Frame frame = heard.frame();
      if (frame instanceof Wire.Frame.Picture drawn
          && next.hasNext()
          && drawn.picture().page() == next.next()) {
        pictures.add(drawn.picture());
      } else if (frame instanceof Wire.Frame.Drawn && !next.hasNext()) {
        healthy = true;
        return Outcome.ok(new PagePictures(pictures));
      } else if (frame instanceof Wire.Frame.Failed failure) {
        healthy = ForkedExtractor.survives(failure.reason());
        return failed(failure.reason(), failure.message());
      } else {
        return Outcome.failed(ForkedExtractor.death(child, file));
      }
    }
  }

  private Outcome<PagePictures> failed(FailureReason reason, String message) {
    return Outcome.failed(new Failure(file.id(), file.path(), Stage.EXTRACT, reason, message));
  }
}
