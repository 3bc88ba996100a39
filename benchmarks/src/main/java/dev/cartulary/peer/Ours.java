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

/**
 * This runtime. Prompts and documents go through the interface that the pipeline uses; plain
 * decoding goes through the forward pass, for the engine ends what goes in circles, as a random
 * model does at once.
 */
final class Ours implements AutoCloseable {
  private final LanguageModel model;
  private final ForwardPass forward;

  /** The forward pass belongs to the thread that opened it. */
  private final ExecutorService owner = Executors.newSingleThreadExecutor();

  private int seed;

  Ours(Path folder, int threads) {
    model =
        LanguageModels.open(
            folder,
            new ModelOptions(PrecisionChoice.INT8, threads, new EngineLimits(1L << 30, 512)));
    model.awaitLoaded();
    forward =
        owned(
            () -> TorchScriptDecoder.open(CheckpointFolder.open(folder), Precision.INT8, threads));
  }

  private <T> T owned(Callable<T> work) {
    try {
      return owner.submit(work).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  Workload.Result run(Workload workload) {
    if (workload instanceof Workload.Prefill prefill) {
      String prompt = Workload.letters(prefill.tokens(), seed++);
      long start = System.nanoTime();
      TokenUsage usage = ask(prompt, List.of("A"), 1);
      return new Workload.Result(
          usage.prefixTokens() + usage.questionTokens(), System.nanoTime() - start);
    }
    if (workload instanceof Workload.Decode decode) {
      return owned(() -> decode(decode));
    }
    Workload.Document document = (Workload.Document) workload;
    String chunk = Workload.letters(document.chunk(), seed++);
    long start = System.nanoTime();
    TokenUsage usage = ask(chunk, Workload.questions(document.fields()), document.tokens());
    return new Workload.Result(usage.generatedTokens(), System.nanoTime() - start);
  }

  private TokenUsage ask(String chunk, List<String> questions, int tokens) {
    Constraint free = new Constraint.Free(tokens);
    return model
        .submit(
            new PrefixRequest(
                chunk, questions.stream().map(name -> new Branch(name, name, free)).toList()))
        .join()
        .usage();
  }

  private Workload.Result decode(Workload.Decode decode) {
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
    for (int id = 1; id < logits.vocabulary(); id++) {
      if (logits.at(row, id) > logits.at(row, best)) {
        best = id;
      }
    }
    return best;
  }

  @Override
  public void close() {
    model.close();
    owned(
        () -> {
          forward.close();
          return true;
        });
    owner.shutdown();
  }
}
