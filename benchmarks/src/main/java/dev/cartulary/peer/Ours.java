package dev.cartulary.peer;

import dev.cartulary.completion.Branch;
import dev.cartulary.completion.Completion;
import dev.cartulary.completion.Constraint;
import dev.cartulary.completion.PrefixRequest;
import dev.cartulary.schedule.EngineLimits;
import dev.cartulary.schedule.LanguageModel;
import dev.cartulary.schedule.LanguageModels;
import dev.cartulary.schedule.ModelOptions;
import dev.cartulary.schedule.PrecisionChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** This runtime, through the interface that the pipeline uses. */
final class Ours implements AutoCloseable {
  private final LanguageModel model;
  private int seed;

  Ours(Path folder, int threads) {
    model =
        LanguageModels.open(
            folder,
            new ModelOptions(PrecisionChoice.INT8, threads, new EngineLimits(1L << 30, 512)));
    model.awaitLoaded();
  }

  Workload.Result run(Workload workload) {
    List<PrefixRequest> requests = new ArrayList<>();
    boolean prefill = false;
    if (workload instanceof Workload.Prefill one) {
      prefill = true;
      requests.add(request(one.tokens(), List.of("A"), new Constraint.Free(1)));
    } else if (workload instanceof Workload.Decode decode) {
      // Free text would end when it goes in circles, which a random model does at once.
      Constraint letters =
          new Constraint.Pattern("[A-Z]{" + decode.tokens() + "}", decode.tokens(), false);
      for (int i = 0; i < decode.batch(); i++) {
        requests.add(request(4, List.of("A"), letters));
      }
    } else if (workload instanceof Workload.Document document) {
      Constraint letters =
          new Constraint.Pattern("[A-Z]{" + document.tokens() + "}", document.tokens(), false);
      requests.add(request(document.chunk(), Workload.questions(document.fields()), letters));
    }
    long start = System.nanoTime();
    List<CompletableFuture<Completion>> answers = requests.stream().map(model::submit).toList();
    long tokens = 0;
    for (CompletableFuture<Completion> answer : answers) {
      var usage = answer.join().usage();
      tokens += prefill ? usage.prefixTokens() + usage.questionTokens() : usage.generatedTokens();
    }
    return new Workload.Result(tokens, System.nanoTime() - start);
  }

  private PrefixRequest request(int chunk, List<String> questions, Constraint constraint) {
    return new PrefixRequest(
        Workload.letters(chunk, seed++),
        questions.stream().map(name -> new Branch(name, name, constraint)).toList());
  }

  @Override
  public void close() {
    model.close();
  }
}
