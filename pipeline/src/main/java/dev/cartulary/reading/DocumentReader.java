package dev.cartulary.reading;

import dev.cartulary.accounting.Metered;
import dev.cartulary.chunk.Chunk;
import dev.cartulary.chunk.Chunker;
import dev.cartulary.deadline.Deadline;
import dev.cartulary.deadline.DeadlineException;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.document.Part;
import dev.cartulary.document.SourceFile;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.Field;
import dev.cartulary.field.Route;
import dev.cartulary.merge.Extraction;
import dev.cartulary.merge.Merger;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.outcome.Stage;
import dev.cartulary.outcome.Timings;
import dev.cartulary.privacy.PrivacyChoice;
import dev.cartulary.privacy.PrivacyGate;
import dev.cartulary.prompt.ChunkRequest;
import dev.cartulary.prompt.RequestBuilder;
import dev.cartulary.schedule.RequestTooLongException;
import dev.cartulary.verify.Verification;
import dev.cartulary.verify.Verifier;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents, each from its text to a durable record and what it took. Safe for use by several
 * threads.
 */
public final class DocumentReader {
  private static final Duration UNHURRIED = Duration.ofHours(1);
  private static final DocumentType NO_FIELDS = new DocumentType("none", "", "", 1, List.of(), "");

  private final Questioner questioner;
  private final @Nullable SecondOpinion second;
  private final Merger merger;
  private final Origin origin;
  private final Function<DocumentRecord, Metered> meter;
  private final DocumentStore store;
  private final Clock clock;
  private final PrivacyGate privacy;
  private final Duration patience;

  /** What a record says of its making: the document type's name and the model's fingerprint. */
  public record Origin(String type, String model) {}

  /** Joins the parts; values are kept as they stand in the documents. */
  public DocumentReader(
      Chunker chunker,
      RequestBuilder questions,
      DurableModel model,
      Merger merger,
      Origin origin,
      Function<DocumentRecord, Metered> meter,
      DocumentStore store,
      Clock clock) {
    this(
        new Questioner(chunker, questions, model, UNHURRIED),
        null,
        merger,
        origin,
        meter,
        store,
        clock,
        new PrivacyGate(PrivacyChoice.KEEP, NO_FIELDS, null),
        UNHURRIED);
  }

  /**
   * Joins the parts.
   *
   * @param second who is asked again about what is not sure; null for nobody
   * @param privacy what findings go through before anything is kept of them
   * @param patience how long each search through a document's text may take
   */
  public DocumentReader(
      Questioner questioner,
      @Nullable SecondOpinion second,
      Merger merger,
      Origin origin,
      Function<DocumentRecord, Metered> meter,
      DocumentStore store,
      Clock clock,
      PrivacyGate privacy,
      Duration patience) {
    this.privacy = privacy;
    this.patience = patience;
    this.questioner = questioner;
    this.second = second;
    this.merger = merger;
    this.origin = origin;
    this.meter = meter;
    this.store = store;
    this.clock = clock;
  }

  /**
   * The record of {@code file}, or why there is none.
   *
   * @throws StoreException if finished work cannot be kept
   */
  public Outcome<Reading> read(SourceFile file, TimedText extracted) throws InterruptedException {
    if (extracted.outcome() instanceof Outcome.Failed<ExtractedText> failed) {
      return Outcome.failed(failed.failure());
    }
    if (extracted.outcome() instanceof Outcome.Ok<ExtractedText> ok) {
      List<Part> parts = extracted.parts().stream().map(part -> part(file, part)).toList();
      return read(file, ok.value(), parts, extracted.nanos());
    }
    throw new IllegalStateException("an outcome is neither");
  }

  private static Part part(SourceFile holder, Outcome<SourceFile> part) {
    return part.fold(
        file -> new Part(holder.nameOf(file.path()), file.id()),
        failure -> new Part(holder.nameOf(failure.path()), failure.id()));
  }

  private Outcome<Reading> read(
      SourceFile file, ExtractedText text, List<Part> parts, long extractNanos)
      throws InterruptedException {
    Stage stage = Stage.CHUNK;
    try {
      List<Chunk> chunks = questioner.chunks(text.text());
      List<ChunkRequest> requests = questioner.requests(text, chunks);

      stage = Stage.INFER;
      Questioner.Asked first = asked(file, requests);
      Questioner.Asked asked = first == null ? Questioner.Asked.NOTHING : first;

      stage = Stage.MERGE;
      Extraction extraction = merged(merger, text, asked);
      SecondOpinion other = second;
      if (other != null) {
        Set<String> hard = other.hard(extraction.fields(), chunks.size(), first == null);
        if (!hard.isEmpty()) {
          stage = Stage.INFER;
          Predicate<String> wanted =
              name -> hard.contains(name) || (first == null && name.equals(RequestBuilder.SUMMARY));
          asked = asked.without(wanted).and(other.ask(file.id(), text, wanted));
          stage = Stage.MERGE;
          Extraction both = merged(other.merger(merger, hard), text, asked);
          extraction = new Extraction(routed(both.fields(), hard), both.summary());
        }
      }
      Extraction found = extraction;
      PrivacyGate.Released released =
          Deadline.within(
              patience,
              () -> privacy.release(text, Verifier.verify(text, found.fields(), found.summary())));
      Verification verified = released.verified();
      if (verified == null) {
        return failed(
            file,
            stage,
            FailureReason.PRIVACY_RISK,
            String.format(
                Locale.ROOT,
                "the probability that an identifier was missed is estimated at %.2f and may be %.2f",
                released.risk(),
                privacy.bound()));
      }
      DocumentRecord document =
          new DocumentRecord(
              file,
              text.mediaType(),
              text.pages().size(),
              (int) text.pages().stream().filter(Page::ocr).count(),
              text.lowestConfidence(),
              text.pagesWithoutText(),
              text.text().length(),
              chunks.size(),
              origin.type(),
              origin.model(),
              verified.summary(),
              verified.fields(),
              asked.usage(),
              new Timings(clock.instant(), extractNanos, asked.modelNanos()),
              parts);

      stage = Stage.WRITE;
      store.store(document, text, meter.apply(document));
      return Outcome.ok(new Reading(document, asked.computed(), extractNanos));
    } catch (StoreException e) {
      throw e;
    } catch (DeadlineException e) {
      return failed(file, stage, FailureReason.TOO_SLOW, e.getMessage());
    } catch (RequestTooLongException e) {
      return failed(
          file,
          stage,
          FailureReason.INFERENCE,
          "a chunk with its questions needs "
              + e.tokens()
              + " tokens and the model can hold "
              + e.limit());
    } catch (StackOverflowError e) {
      // Expressions that repeat alternatives go deeper with every repetition.
      return failed(file, stage, FailureReason.INTERNAL, describe(e));
    } catch (RuntimeException e) {
      FailureReason reason =
          stage == Stage.INFER ? FailureReason.INFERENCE : FailureReason.INTERNAL;
      return failed(file, stage, reason, describe(e));
    }
  }

  /** Null where the first model cannot hold the document, and there is a second. */
  private Questioner.@Nullable Asked asked(SourceFile file, List<ChunkRequest> requests)
      throws InterruptedException {
    try {
      return questioner.ask(file.id(), requests);
    } catch (RequestTooLongException e) {
      if (second == null) {
        throw e;
      }
      return null;
    }
  }

  private Extraction merged(Merger by, ExtractedText text, Questioner.Asked asked)
      throws InterruptedException {
    return Deadline.within(patience, () -> by.merge(text, asked.completions()));
  }

  private static List<Field> routed(List<Field> fields, Set<String> large) {
    return fields.stream()
        .map(field -> large.contains(field.name()) ? field.routed(Route.LOCAL_LARGE) : field)
        .toList();
  }

  /**
   * Where it happened, but not the exception's message: a stage that works on text may have put
   * some into it.
   */
  private static String describe(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return e.getClass().getSimpleName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  private static Outcome<Reading> failed(
      SourceFile file, Stage stage, FailureReason reason, String message) {
    return Outcome.failed(new Failure(file.id(), file.path(), stage, reason, message));
  }
}
