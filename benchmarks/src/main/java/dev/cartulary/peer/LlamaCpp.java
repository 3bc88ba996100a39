package dev.cartulary.peer;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.LlamaOutput;
import de.kherud.llama.ModelParameters;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The peer, a process of its own, so that the settings of one side's threads do not slow the other.
 * Reads workloads from its standard input, a line each, and answers each with tokens and
 * nanoseconds.
 */
final class LlamaCpp {
  private static final int SLOTS = 32;
  private static final int SLOT_TOKENS = 1_024;

  private final LlamaModel model;
  private int seed;

  private LlamaCpp(LlamaModel model) {
    this.model = model;
  }

  /** Arguments: the model's file and the number of threads. */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    int threads = Integer.parseInt(args[1]);
    LlamaModel.setLogger(null, (level, message) -> {});
    ModelParameters parameters =
        new ModelParameters()
            .setModel(args[0])
            .setThreads(threads)
            .setThreadsBatch(threads)
            .setCtxSize(SLOTS * SLOT_TOKENS)
            .setParallel(SLOTS)
            .enableContBatching();
    try (LlamaModel model = new LlamaModel(parameters);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      LlamaCpp peer = new LlamaCpp(model);
      peer.run(new Workload.Prefill(32));
      System.out.println("ready");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        Workload.Result result = peer.run(Workload.parse(line));
        System.out.println(result.tokens() + " " + result.nanos());
      }
    }
  }

  private Workload.Result run(Workload workload) throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    long tokens = 0;
    if (workload instanceof Workload.Prefill prefill) {
      String prompt = Workload.letters(prefill.tokens(), seed++);
      tokens = model.encode(prompt).length;
      start = System.nanoTime();
      answer(prompt, 1, false);
    } else if (workload instanceof Workload.Decode decode) {
      tokens = together(decode);
    } else if (workload instanceof Workload.Document document) {
      String chunk = Workload.letters(document.chunk(), seed++);
      // One after the other, so that each finds the chunk in the prompt cache.
      for (String question : Workload.questions(document.fields())) {
        String prompt = chunk + "\n\nQuestion: " + question + "\nAnswer:";
        tokens += answer(prompt, document.tokens(), true);
      }
    }
    return new Workload.Result(tokens, System.nanoTime() - start);
  }

  private long together(Workload.Decode decode) throws InterruptedException, ExecutionException {
    ExecutorService callers = Executors.newFixedThreadPool(decode.batch());
    try {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < decode.batch(); i++) {
        String prompt = Workload.letters(4, seed++);
        answers.add(callers.submit(() -> answer(prompt, decode.tokens(), false)));
      }
      long tokens = 0;
      for (Future<Integer> answer : answers) {
        tokens += answer.get();
      }
      return tokens;
    } finally {
      callers.shutdown();
    }
  }

  private int answer(String prompt, int tokens, boolean cache) {
    int count = 0;
    for (LlamaOutput unused :
        model.generate(
            new InferenceParameters(prompt)
                .setNPredict(tokens)
                .setTemperature(0)
                .setIgnoreEos(true)
                .setCachePrompt(cache))) {
      count++;
    }
    return count;
  }
}
