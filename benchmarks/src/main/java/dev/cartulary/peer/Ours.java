package dev.cartulary.peer;

import dev.cartulary.checkpoint.CheckpointFolder;
import dev.cartulary.completion.Branch;
import dev.cartulary.completion.Constraint;
import dev.cartulary.completion.PrefixRequest;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.decoder.ForwardPass;
import dev.cartulary.decoder.Logits;
import dev.cartulary.decoder.Precision;
import dev.cartulary.decoder.Segment;
import dev.cartulary.decoder.TorchScriptDecoder;
import dev.cartulary.schedule.EngineLimits;
import dev.cartulary.schedule.LanguageModel;
import dev.cartulary.schedule.LanguageModels;
import dev.cartulary.schedule.ModelOptions;
import dev.cartulary.schedule.PrecisionChoice;
import dev.cartulary.tokenizer.TokenIds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * This runtime. Prompts and documents go through the interface that the pipeline uses; plain
 * decoding goes through the forward pass, for the engine ends what goes in circles, as a random
 * model does at once.
 */
final class Ours implements AutoCloseable {
  private final Path folder;
  private final int threads;

  /**
   * One of the two at a time: libgomp's threads sleep at once where there are more than processors.
   */
  private @Nullable LanguageModel model;

  private @Nullable Forward forward;
  private int seed;

  Ours(Path folder, int threads) {
    this.folder = folder;
    this.threads = threads;
  }

  /** A forward pass and the thread that it belongs to. */
  private record Forward(ForwardPass pass, ExecutorService owner) {
    <T> T on(Callable<T> work) {
      return owned(owner, work);
    }

    void close() {
      on(
          () -> {
            pass.close();
            return true;
          });
      owner.shutdown();
    }
  }

  private static <T> T owned(ExecutorService owner, Callable<T> work) {
    try {
      return owner.submit(work).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private LanguageModel model() {
    if (forward != null) {
      forward.close();
      forward = null;
    }
    LanguageModel open = model;
    if (open == null) {
      open =
          LanguageModels.open(
              folder,
              new ModelOptions(PrecisionChoice.INT8, threads, new EngineLimits(1L << 30, 512)));
      open.awaitLoaded();
      model = open;
    }
    return open;
  }

  private Forward forward() {
    if (model != null) {
      model.close();
      model = null;
    }
    Forward open = forward;
    if (open == null) {
      ExecutorService owner = Executors.newSingleThreadExecutor();
      ForwardPass pass =
          owned(
              owner,
              () ->
                  TorchScriptDecoder.open(CheckpointFolder.open(folder), Precision.INT8, threads));
      open = new Forward(pass, owner);
      // Its program is optimized in its first hundred steps.
      open.on(() -> decode(pass, new Workload.Decode(1, 100)));
      forward = open;
    }
    return open;
  }

  Workload.Result run(Workload workload) {
    if (workload instanceof Workload.Prefill prefill) {
      String prompt = Workload.letters(prefill.tokens(), seed++);
      model();
      long start = System.nanoTime();
      TokenUsage usage = ask(prompt, List.of("A"), 1);
      return new Workload.Result(
          usage.prefixTokens() + usage.questionTokens(), System.nanoTime() - start);
    }
    if (workload instanceof Workload.Decode decode) {
      Forward open = forward();
      return open.on(() -> decode(open.pass(), decode));
    }
    Workload.Document document = (Workload.Document) workload;
    String chunk = Workload.letters(document.chunk(), seed++);
    model();
    long start = System.nanoTime();
    TokenUsage usage = ask(chunk, Workload.questions(document.fields()), document.tokens());
    return new Workload.Result(usage.generatedTokens(), System.nanoTime() - start);
  }

  private TokenUsage ask(String chunk, List<String> questions, int tokens) {
    Constraint free = new Constraint.Free(tokens);
    return model()
        .submit(
            new PrefixRequest(
                chunk, questions.stream().map(name -> new Branch(name, name, free)).toList()))
        .join()
        .usage();
  }

  private Workload.Result decode(ForwardPass forward, Workload.Decode decode) {
    List<Long> requests = new ArrayList<>();
    List<Segment> prompts = new ArrayList<>();
    for (int i = 0; i < decode.batch(); i++) {
      long request = seed++;
      requests.add(request);
      int[] letters = Workload.letters(3, seed).chars().map(letter -> letter - '!').toArray();
      prompts.add(new Segment.Prefix(request, TokenIds.of(letters)));
    }
    int[] last = IntStream.generate(() -> 'A' - '!').limit(decode.batch()).toArray();
    long start = System.nanoTime();
    forward.step(prompts);
    for (int step = 0; step < decode.tokens(); step++) {
      List<Segment> rows = new ArrayList<>();
      for (int i = 0; i < decode.batch(); i++) {
        rows.add(
            new Segment.Branches(requests.get(i), List.of(TokenIds.of(last[i])), decode.tokens()));
      }
      Logits logits = forward.step(rows);
      for (int i = 0; i < decode.batch(); i++) {
        last[i] = likeliest(logits, i);
      }
    }
    long nanos = System.nanoTime() - start;
    requests.forEach(forward::close);
    return new Workload.Result((long) decode.batch() * decode.tokens(), nanos);
  }

  private static int likeliest(Logits logits, int row) {
    int best = 0;
    float most = logits.at(row, 0);
    for (int id = 1; id < logits.vocabulary(); id++) {
      float logit = logits.at(row, id);
      if (logit > most) {
        best = id;
        most = logit;
      }
    }
    return best;
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
    }
    if (forward != null) {
      forward.close();
    }
  }
}
