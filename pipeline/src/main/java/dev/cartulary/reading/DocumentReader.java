package dev.cartulary.reading;

import dev.cartulary.accounting.Metered;
import dev.cartulary.chunk.Chunk;
import dev.cartulary.chunk.Chunker;
import dev.cartulary.completion.Completion;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.deadline.Deadline;
import dev.cartulary.deadline.DeadlineException;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.document.Part;
import dev.cartulary.document.SourceFile;
import dev.cartulary.field.DocumentType;
import dev.cartulary.merge.ChunkCompletion;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Reads documents, each from its text to a durable record and what it took. Safe for use by several
 * threads.
 */
public final class DocumentReader {
  /** A model works on many documents at once, and long ones have hundreds of chunks. */
  public static final int MODEL_TIMES = 100;

  private static final Duration UNHURRIED = Duration.ofHours(1);
  private static final DocumentType NO_FIELDS = new DocumentType("none", "", "", 1, List.of(), "");

  private final Chunker chunker;
  private final RequestBuilder questions;
  private final DurableModel model;
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
        chunker,
        questions,
        model,
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
   * @param privacy what findings go through before anything is kept of them
   * @param patience how long each search through a document's text may take; {@link #MODEL_TIMES}
   *     as long, all its questions to the model
   */
  public DocumentReader(
      Chunker chunker,
      RequestBuilder questions,
      DurableModel model,
      Merger merger,
      Origin origin,
      Function<DocumentRecord, Metered> meter,
      DocumentStore store,
      Clock clock,
      PrivacyGate privacy,
      Duration patience) {
    this.privacy = privacy;
    this.patience = patience;
    this.chunker = chunker;
    this.questions = questions;
    this.model = model;
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
      List<Chunk> chunks = chunker.chunks(text.text());
      List<ChunkRequest> requests =
          Deadline.within(patience, () -> questions.requests(text, chunks));

      stage = Stage.INFER;
      List<DurableModel.Reply> replies =
          model.ask(
              file.id(),
              requests.stream().map(ChunkRequest::request).toList(),
              patience.multipliedBy(MODEL_TIMES));

      stage = Stage.MERGE;
      List<ChunkCompletion> completions = new ArrayList<>();
      TokenUsage usage = TokenUsage.ZERO;
      TokenUsage computed = TokenUsage.ZERO;
      long modelNanos = 0;
      for (int i = 0; i < replies.size(); i++) {
        Completion completion = replies.get(i).completion();
        ChunkRequest request = requests.get(i);
        completions.add(new ChunkCompletion(request.chunk(), request.decided(), completion));
        usage = usage.plus(completion.usage());
        computed = replies.get(i).computed() ? computed.plus(completion.usage()) : computed;
        modelNanos += completion.engineNanos();
      }
      PrivacyGate.Released released = Deadline.within(patience, () -> released(text, completions));
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
              usage,
              new Timings(clock.instant(), extractNanos, modelNanos),
              parts);

      stage = Stage.WRITE;
      store.store(document, text, meter.apply(document));
      return Outcome.ok(new Reading(document, computed, extractNanos));
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

  private PrivacyGate.Released released(ExtractedText text, List<ChunkCompletion> completions) {
    Extraction extraction = merger.merge(text, completions);
    return privacy.release(text, Verifier.verify(text, extraction.fields(), extraction.summary()));
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
