package dev.cartulary.beam;

import dev.cartulary.chunk.Chunk;
import dev.cartulary.chunk.Chunker;
import dev.cartulary.deadline.Deadline;
import dev.cartulary.deadline.DeadlineException;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.SourceFile;
import dev.cartulary.estimate.FileSizes;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.prompt.ChunkRequest;
import dev.cartulary.prompt.RequestBuilder;
import dev.cartulary.reading.TextSource;
import dev.cartulary.reading.TimedText;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what files have without asking the model: their text is taken out, cut and asked about
 * as a run would. Safe for use by several threads.
 */
final class FileSizing {
  /** As deep as a run goes into archives and messages. */
  private static final int DEEPEST = 8;

  private final TextSource texts;
  private final Chunker chunker;
  private final RequestBuilder questions;
  private final Duration patience;

  /**
   * @param patience for the rules' search through a text
   */
  FileSizing(TextSource texts, Chunker chunker, RequestBuilder questions, Duration patience) {
    this.texts = texts;
    this.chunker = chunker;
    this.questions = questions;
    this.patience = patience;
  }

  /** With all that lies inside of it; null when neither it nor anything in it has a text. */
  @Nullable FileSizes of(SourceFile file) throws InterruptedException {
    return of(file, 0);
  }

  private @Nullable FileSizes of(SourceFile file, int depth) throws InterruptedException {
    if (depth > DEEPEST) {
      return null;
    }
    try (TimedText extracted = texts.extract(file)) {
      FileSizes sizes = null;
      if (extracted.outcome() instanceof Outcome.Ok<ExtractedText> text) {
        sizes = sizes(file.path(), text.value(), extracted.nanos());
      }
      for (Outcome<SourceFile> part : extracted.parts()) {
        if (part instanceof Outcome.Ok<SourceFile> inside) {
          FileSizes more = of(inside.value(), depth + 1);
          sizes = more == null ? sizes : sizes == null ? more : sizes.plus(more);
        }
      }
      return sizes;
    }
  }

  /** Null where the rules take too long, of which a run would say so. */
  private @Nullable FileSizes sizes(String path, ExtractedText text, long nanos)
      throws InterruptedException {
    try {
      return Deadline.within(patience, () -> of(path, text, nanos));
    } catch (DeadlineException e) {
      return null;
    }
  }

  private FileSizes of(String path, ExtractedText text, long nanos) {
    List<Chunk> chunks = chunker.chunks(text.text());
    long asked =
        questions.requests(text, chunks).stream()
            .filter(RequestBuilder::leavesChoice)
            .map(ChunkRequest::chunk)
            .mapToLong(Chunk::tokens)
            .sum();
    return new FileSizes(path, 1, text.pages().size(), text.text().length(), asked, nanos);
  }
}
