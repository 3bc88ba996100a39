package dev.cartulary.llamacpp;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.LlamaOutput;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.args.CacheType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * llama.cpp's process: its threads and its allocator stay away from PyTorch's.
 *
 * <p>Reads a line for each answer, with tabs between a GGUF file, the context in tokens, the tokens
 * to add and a prompt of {@link Letters}; answers with a line of letters.
 */
final class LlamaCppPeer {
  private LlamaCppPeer() {}

  public static void main(String[] args) throws IOException {
    PrintStream answers = System.out;
    System.setOut(System.err); // The library says on it what it unpacks.
    LlamaModel.setLogger(null, (level, message) -> System.err.print(message));
    endAfter(Duration.ofMinutes(2));
    Map<String, LlamaModel> models = new HashMap<>();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] parts = line.split("\t", -1);
      LlamaModel model =
          models.computeIfAbsent(
              parts[0] + parts[1], key -> opened(parts[0], Integer.parseInt(parts[1])));
      answers.println(answer(model, Integer.parseInt(parts[2]), parts[3]));
    }
    // No model is closed: now and then the library waits for ever for its own thread to end.
    Runtime.getRuntime().halt(0);
  }

  /** Nobody waits longer for an answer that does not come. */
  private static void endAfter(Duration time) {
    Thread watch =
        new Thread(
            () -> {
              try {
                Thread.sleep(time.toMillis());
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(1);
            });
    watch.setDaemon(true);
    watch.start();
  }

  private static LlamaModel opened(String file, int context) {
    return new LlamaModel(
        new ModelParameters()
            .setModel(file)
            .setCtxSize(context)
            .setCacheTypeK(CacheType.F32)
            .setCacheTypeV(CacheType.F32)
            .setThreads(1)
            .setThreadsBatch(1)
            .setParallel(1));
  }

  private static String answer(LlamaModel model, int tokens, String prompt) {
    if (!Arrays.equals(model.encode(prompt), Letters.ids(prompt))) {
      throw new IllegalStateException("the prompt has other tokens than one for each letter");
    }
    StringBuilder text = new StringBuilder();
    InferenceParameters greedy =
        new InferenceParameters(prompt)
            .setNPredict(tokens)
            .setTemperature(0)
            .setTopK(1)
            .setRepeatPenalty(1)
            .setIgnoreEos(true)
            .setCachePrompt(false);
    for (LlamaOutput output : model.generate(greedy)) {
      text.append(output.text);
    }
    return text.toString();
  }
}
