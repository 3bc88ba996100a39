package dev.cartulary.reading;

import dev.cartulary.calibration.Calibration;
import dev.cartulary.completion.Completion;
import dev.cartulary.completion.PrefixRequest;
import dev.cartulary.document.CharSpan;
import dev.cartulary.schedule.EngineStatistics;
import dev.cartulary.schedule.LanguageModel;
import dev.cartulary.schedule.ModelDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A language model that answers by a rule, at once or when it is told to. Its tokens are words.
 * What the rule throws is the request's failure.
 */
final class RuleModel implements LanguageModel {
  private static final Pattern WORD = Pattern.compile("\\S+");

  private final Function<PrefixRequest, Completion> rule;
  private final boolean held;
  private final List<PrefixRequest> submitted = new ArrayList<>();
  private final List<CompletableFuture<Completion>> futures = new ArrayList<>();

  private RuleModel(Function<PrefixRequest, Completion> rule, boolean held) {
    this.rule = rule;
    this.held = held;
  }

  static RuleModel prompt(Function<PrefixRequest, Completion> rule) {
    return new RuleModel(rule, false);
  }

  /** Answers nothing before {@link #deliver}. */
  static RuleModel held(Function<PrefixRequest, Completion> rule) {
    return new RuleModel(rule, true);
  }

  /** The requests so far, in their order. */
  synchronized List<PrefixRequest> submitted() {
    return List.copyOf(submitted);
  }

  /** Answers the request that was submitted as number {@code index}, counted from 0. */
  void deliver(int index) {
    PrefixRequest request;
    CompletableFuture<Completion> future;
    synchronized (this) {
      request = submitted.get(index);
      future = futures.get(index);
    }
    answer(request, future);
  }

  /** Waits until {@code count} requests were submitted and somebody waits for each of them. */
  void awaitSubmitted(int count) throws InterruptedException {
    while (!isSubmitted(count)) {
      Thread.sleep(5);
    }
  }

  private synchronized boolean isSubmitted(int count) {
    return futures.size() >= count
        && futures.stream().allMatch(future -> future.getNumberOfDependents() > 0);
  }

  synchronized boolean cancelled(int index) {
    return futures.get(index).isCancelled();
  }

  @Override
  public CompletableFuture<Completion> submit(PrefixRequest request) {
    CompletableFuture<Completion> future = new CompletableFuture<>();
    synchronized (this) {
      submitted.add(request);
      futures.add(future);
    }
    if (!held) {
      answer(request, future);
    }
    return future;
  }

  private void answer(PrefixRequest request, CompletableFuture<Completion> future) {
    try {
      future.complete(rule.apply(request));
    } catch (RuntimeException e) {
      future.completeExceptionally(e);
    }
  }

  @Override
  public List<CharSpan> tokenSpans(String text) {
    return words(text);
  }

  static List<CharSpan> words(String text) {
    List<CharSpan> spans = new ArrayList<>();
    for (Matcher word = WORD.matcher(text); word.find(); ) {
      spans.add(new CharSpan(word.start(), word.end()));
    }
    return spans;
  }

  @Override
  public ModelDescription description() {
    return new ModelDescription(
        "rule", "f".repeat(64), "rule", 0, "none", "cpu", false, 1_000, 100, Calibration.NONE);
  }

  @Override
  public void awaitLoaded() {}

  @Override
  public EngineStatistics statistics() {
    return EngineStatistics.NONE;
  }

  @Override
  public void close() {}
}
