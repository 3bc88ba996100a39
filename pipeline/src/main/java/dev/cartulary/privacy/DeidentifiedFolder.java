package dev.cartulary.privacy;

import dev.cartulary.access.OwnerOnly;
import dev.cartulary.deadline.Deadline;
import dev.cartulary.deadline.DeadlineException;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.SourceFile;
import dev.cartulary.file.FileHasher;
import dev.cartulary.file.ListedFile;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.parallel.SideBySide;
import dev.cartulary.parquet.OutputException;
import dev.cartulary.phi.PhiClass;
import dev.cartulary.tika.Extracted;
import dev.cartulary.tika.ForkedExtractor;
import dev.cartulary.tika.ParserLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * Writes the texts of documents without identifiers into a folder, each under the first digits of
 * its content's hash, because the names of files may name patients. Files are readable by their
 * owner only.
 */
public final class DeidentifiedFolder {
  private static final int DIGITS = 16;

  private final Deidentifier deidentifier;
  private final double bound;
  private final Path folder;
  private final Map<PhiClass, Integer> counts = new EnumMap<>(PhiClass.class);
  private final Map<FailureReason, Integer> failures = new EnumMap<>(FailureReason.class);
  private final Map<String, Double> review = new TreeMap<>();
  private int written;

  /**
   * What became of the documents.
   *
   * @param written how many texts were written
   * @param counts identifiers replaced in them
   * @param review the risk of each document that was not written, by the name that it would have
   *     had
   * @param failures files that could not be read
   */
  public record Report(
      int written,
      Map<PhiClass, Integer> counts,
      Map<String, Double> review,
      Map<FailureReason, Integer> failures) {}

  /**
   * Joins the parts.
   *
   * @param folder which exists
   * @throws PrivacyKeyException if the choice needs a key that cannot be used
   */
  public DeidentifiedFolder(PrivacyChoice choice, Path folder) {
    this.deidentifier = new Deidentifier(choice.mode(), choice.key());
    this.bound = choice.risk();
    this.folder = folder;
  }

  /**
   * Reads and writes; also the documents inside of the files.
   *
   * @throws OutputException if a text cannot be written
   */
  public Report write(List<ListedFile> files, ParserLimits limits) throws InterruptedException {
    Duration patience = Duration.ofSeconds(limits.documentSeconds());
    try (ForkedExtractor extractor = new ForkedExtractor(limits)) {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (ListedFile file : files) {
        tasks.add(
            () -> {
              read(extractor, FileHasher.hash(file), patience);
              return true;
            });
      }
      SideBySide.all(limits.processes(), tasks);
    }
    return new Report(written, Map.copyOf(counts), new TreeMap<>(review), Map.copyOf(failures));
  }

  private void read(ForkedExtractor extractor, Outcome<SourceFile> file, Duration patience)
      throws InterruptedException {
    if (file instanceof Outcome.Failed<SourceFile> failed) {
      failed(failed.failure());
    } else if (file instanceof Outcome.Ok<SourceFile> source) {
      try (Extracted extracted = extractor.extract(source.value())) {
        if (extracted.text() instanceof Outcome.Failed<ExtractedText> failed) {
          failed(failed.failure());
        } else if (extracted.text() instanceof Outcome.Ok<ExtractedText> text
            && !text.value().text().isEmpty()) {
          write(text.value(), patience);
        }
        for (Outcome<SourceFile> part : extracted.parts()) {
          read(extractor, part, patience);
        }
      }
    }
  }

  private synchronized void failed(Failure failure) {
    failures.merge(failure.reason(), 1, Integer::sum);
  }

  private void write(ExtractedText text, Duration patience) throws InterruptedException {
    String id = text.id().sha256();
    Deidentified document;
    try {
      document = Deadline.within(patience, () -> deidentifier.read(text.text(), id, List.of()));
    } catch (DeadlineException e) {
      synchronized (this) {
        failures.merge(FailureReason.TOO_SLOW, 1, Integer::sum);
      }
      return;
    }
    String name = id.substring(0, DIGITS) + ".txt";
    if (document.risk() > bound) {
      synchronized (this) {
        review.put(name, document.risk());
      }
      return;
    }
    Path file = folder.resolve(name);
    try (OutputStream out =
        Channels.newOutputStream(
            OwnerOnly.file(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE))) {
      out.write(document.text().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw OutputException.of(file, e);
    }
    synchronized (this) {
      written++;
      document.counts().forEach((kind, count) -> counts.merge(kind, count, Integer::sum));
    }
  }
}
