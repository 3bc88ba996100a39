package dev.cartulary.reading;

import static java.util.Objects.requireNonNull;

import dev.cartulary.chunk.Chunk;
import dev.cartulary.chunk.Chunker;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.completion.Completion;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.deadline.Deadline;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.merge.ChunkCompletion;
import dev.cartulary.prompt.ChunkRequest;
import dev.cartulary.prompt.RequestBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A model with the pieces in which it reads and the words in which it is asked. Safe for use by
 * several threads.
 *
 * @param patience how long a search for questions in a document's text may take; {@link
 *     #MODEL_TIMES} as long, all of them to the model
 */
public record Questioner(
    Chunker chunker, RequestBuilder questions, DurableModel model, Duration patience) {
  /** A model works on many documents at once, and long ones have hundreds of chunks. */
  public static final int MODEL_TIMES = 100;

  public Questioner {
    requireNonNull(chunker, "chunker is null");
    requireNonNull(questions, "questions is null");
    requireNonNull(model, "model is null");
    requireNonNull(patience, "patience is null");
  }

  /**
   * What a model said of a document, and what that took.
   *
   * @param usage tokens of all answers, recalled ones included
   * @param computed tokens of those that were computed now
   */
  record Asked(
      List<ChunkCompletion> completions, TokenUsage usage, TokenUsage computed, long modelNanos) {
    static final Asked NOTHING = new Asked(List.of(), TokenUsage.ZERO, TokenUsage.ZERO, 0);

    Asked {
      completions = List.copyOf(completions);
    }

    /** Without what was said of some fields. */
    Asked without(Predicate<String> fields) {
      List<ChunkCompletion> rest = new ArrayList<>();
      for (ChunkCompletion each : completions) {
        Completion said = each.completion();
        rest.add(
            new ChunkCompletion(
                each.chunk(),
                kept(each.decided(), fields),
                each.expected(),
                new Completion(kept(said.answers(), fields), said.usage(), said.engineNanos())));
      }
      return new Asked(rest, usage, computed, modelNanos);
    }

    private static List<BranchAnswer> kept(List<BranchAnswer> said, Predicate<String> without) {
      return said.stream().filter(branch -> !without.test(branch.name())).toList();
    }

    /** What both said; the document is read by the first one. */
    Asked and(Asked second) {
      List<ChunkCompletion> all = new ArrayList<>(completions);
      all.addAll(second.completions);
      return new Asked(
          all,
          completions.isEmpty() ? second.usage : usage,
          computed.plus(second.computed),
          modelNanos + second.modelNanos);
    }
  }

  List<Chunk> chunks(String text) {
    return chunker.chunks(text);
  }

  /** All questions about a document. */
  List<ChunkRequest> requests(ExtractedText text, List<Chunk> chunks) throws InterruptedException {
    return Deadline.within(patience, () -> questions.requests(text, chunks));
  }

  /** Asks the questions about some fields, or for the summary. */
  Asked ask(DocumentId id, ExtractedText text, Predicate<String> fields)
      throws InterruptedException {
    List<ChunkRequest> wanted =
        requests(text, chunks(text.text())).stream()
            .map(request -> request.only(fields))
            .filter(request -> !request.isEmpty())
            .toList();
    return ask(id, wanted);
  }

  Asked ask(DocumentId id, List<ChunkRequest> requests) throws InterruptedException {
    List<DurableModel.Reply> replies =
        model.ask(
            id,
            requests.stream().map(ChunkRequest::request).toList(),
            patience.multipliedBy(MODEL_TIMES));
    List<ChunkCompletion> completions = new ArrayList<>();
    TokenUsage usage = TokenUsage.ZERO;
    TokenUsage computed = TokenUsage.ZERO;
    long modelNanos = 0;
    for (int i = 0; i < replies.size(); i++) {
      Completion completion = replies.get(i).completion();
      completions.add(new ChunkCompletion(requests.get(i), completion));
      usage = usage.plus(completion.usage());
      computed = replies.get(i).computed() ? computed.plus(completion.usage()) : computed;
      modelNanos += completion.engineNanos();
    }
    return new Asked(completions, usage, computed, modelNanos);
  }
}
