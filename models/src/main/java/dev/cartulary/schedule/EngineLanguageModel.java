package dev.cartulary.schedule;

import dev.cartulary.chat.PromptFormat;
import dev.cartulary.chat.PromptPrefix;
import dev.cartulary.completion.Branch;
import dev.cartulary.completion.Completion;
import dev.cartulary.completion.PrefixRequest;
import dev.cartulary.constrain.CopySource;
import dev.cartulary.constrain.GuideCompiler;
import dev.cartulary.decoder.ForwardPass;
import dev.cartulary.document.CharSpan;
import dev.cartulary.tokenizer.TextTokenizer;
import dev.cartulary.tokenizer.TokenIds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A language model by engine threads of its own.
 *
 * <p>Text becomes tokens, and constraints become guides, on the thread that submits; answers are
 * delivered on the common pool. Answers are greedy. A request none of whose branches leaves a
 * choice is answered without the model, and uses no tokens.
 */
public final class EngineLanguageModel implements LanguageModel {
  private final TextTokenizer tokenizer;
  private final PromptFormat prompt;
  private final GuideCompiler guides;
  private final EngineLimits limits;
  private final RequestQueue queue;
  private final List<Engine> lanes;
  private final ModelDescription description;
  private final AtomicLong nextRequest = new AtomicLong();

  /**
   * Opens the forward passes on the engine's threads, and does not wait for them.
   *
   * @param tokenizer closed with the model, as the forward passes are
   * @param lanes forward passes beside each other, each of which has a part of the requests
   */
  public EngineLanguageModel(
      ModelDescription description,
      TextTokenizer tokenizer,
      PromptFormat prompt,
      Supplier<? extends ForwardPass> forward,
      int lanes,
      EngineLimits limits) {
    this.description = description;
    this.tokenizer = tokenizer;
    this.prompt = prompt;
    this.limits = limits;
    this.guides = new GuideCompiler(tokenizer, prompt.protocol());
    this.queue = new RequestQueue(limits.cacheBytes(), lanes);
    this.lanes = Engine.start(forward, lanes, queue, limits.rowsPerStep());
  }

  @Override
  public ModelDescription description() {
    return description;
  }

  @Override
  public void awaitLoaded() {
    lanes.forEach(Engine::forward);
  }

  @Override
  public List<CharSpan> tokenSpans(String text) {
    return prompt.prefix(text).text().spans();
  }

  @Override
  public CompletableFuture<Completion> submit(PrefixRequest request) {
    RequestRun run;
    try {
      run = run(request);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
    try {
      refuseTooLong(run);
    } catch (RequestTooLongException e) {
      return CompletableFuture.failedFuture(e);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(new EngineException("the model did not load", e));
    }
    if (run.isFinished()) {
      run.future().complete(run.completion());
    } else {
      queue.add(run);
    }
    return run.future();
  }

  private RequestRun run(PrefixRequest request) {
    PromptPrefix prefix = prompt.prefix(request.prefix());
    CopySource source = new CopySource(request.prefix(), prefix.text());
    List<BranchRun> branches = new ArrayList<>();
    for (Branch branch : request.branches()) {
      TokenIds question = prompt.branch(branch);
      branches.add(
          new BranchRun(branch.name(), question, guides.compile(branch.constraint(), source)));
    }
    return new RequestRun(nextRequest.getAndIncrement(), prefix.ids(), branches);
  }

  private void refuseTooLong(RequestRun run) {
    ForwardPass forward = lanes.get(0).forward();
    if (run.sequenceTokens() > forward.contextTokens()) {
      throw new RequestTooLongException(run.sequenceTokens(), forward.contextTokens());
    }
    if (forward.cacheBytes(run.cacheTokens()) > limits.cacheBytes()) {
      long fit = limits.cacheBytes() / Math.max(1, forward.cacheBytes(1));
      throw new RequestTooLongException(run.cacheTokens(), fit);
    }
  }

  @Override
  public EngineStatistics statistics() {
    return lanes.stream()
        .map(Engine::statistics)
        .reduce(EngineStatistics.NONE, EngineStatistics::plus);
  }

  @Override
  public void close() {
    queue.end(new EngineException("the model was closed"));
    lanes.forEach(Engine::awaitEnd);
    tokenizer.close();
  }
}
