package dev.cartulary.peer;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * This runtime in int8 beside llama.cpp in Q8_0: the same random weights of 0.36 billion
 * parameters, the same prompts, in turns, on as many threads as there are processors. Prints the
 * median rates and their ratio.
 *
 * <p>Argument: a folder for the two models, 1.9 GB, kept for the next time.
 */
public final class PeerBenchmark {
  private static final int ROUNDS = 5;

  /** What is asked, with the ratio that is aimed at. */
  private static final Map<Workload, Double> WORKLOADS = workloads();

  private PeerBenchmark() {}

  private static Map<Workload, Double> workloads() {
    Map<Workload, Double> workloads = new LinkedHashMap<>();
    workloads.put(new Workload.Prefill(512), 3.0);
    workloads.put(new Workload.Decode(1, 32), 1.5);
    workloads.put(new Workload.Decode(8, 32), 2.5);
    workloads.put(new Workload.Decode(32, 32), 3.0);
    workloads.put(new Workload.Document(512, 20, 12), 5.0);
    return workloads;
  }

  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("usage: PeerBenchmark FOLDER");
      System.exit(2);
    }
    Path folder = Files.createDirectories(Path.of(args[0]));
    RandomModel model = RandomModel.SMALL;
    Path gguf = folder.resolve("q8_0.gguf");
    if (!Files.exists(gguf)) {
      HuggingFaceFolder.write(model, folder);
      GgufFile.write(model, GgufFile.Kind.Q8_0, gguf);
    }
    int threads = Runtime.getRuntime().availableProcessors();
    System.out.printf("%.2f billion parameters, %d threads%n", model.parameters() / 1e9, threads);
    Process process = start(gguf, threads);
    try (BufferedReader said =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        BufferedWriter ask =
            new BufferedWriter(
                new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        Ours ours = new Ours(folder, threads)) {
      while (!hear(said).equals("ready")) {
        // Its loader says where it unpacked its library.
      }
      ours.run(new Workload.Prefill(32));
      System.out.printf("%-20s %10s %10s %7s %5s%n", "", "ours /s", "peer /s", "ratio", "aim");
      for (Map.Entry<Workload, Double> workload : WORKLOADS.entrySet()) {
        List<Double> mine = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
          signal(process, "STOP"); // its threads turn while they wait
          mine.add(ours.run(workload.getKey()).rate());
          signal(process, "CONT");
          ask.write(workload.getKey().line() + "\n");
          ask.flush();
          String[] numbers = hear(said).split(" ", -1);
          theirs.add(
              new Workload.Result(Long.parseLong(numbers[0]), Long.parseLong(numbers[1])).rate());
        }
        System.out.printf(
            "%-20s %10.1f %10.1f %7.2f %5.1f%n",
            workload.getKey().line(),
            median(mine),
            median(theirs),
            median(mine) / median(theirs),
            workload.getValue());
      }
    } finally {
      process.destroyForcibly();
    }
    System.exit(0);
  }

  private static Process start(Path gguf, int threads) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            LlamaCpp.class.getName(),
            gguf.toString(),
            Integer.toString(threads));
    // How our threads wait and our memory is kept is ours; the peer is to have its own habits.
    builder
        .environment()
        .keySet()
        .removeAll(
            Set.of(
                "OMP_WAIT_POLICY",
                "GOMP_SPINCOUNT",
                "MALLOC_MMAP_THRESHOLD_",
                "MALLOC_TRIM_THRESHOLD_",
                "MALLOC_ARENA_MAX",
                "MALLOC_TOP_PAD_",
                "ONEDNN_PRIMITIVE_CACHE_CAPACITY",
                "GLIBC_TUNABLES"));
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static void signal(Process process, String name) throws IOException {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
  }

  private static String hear(BufferedReader said) throws IOException {
    String line = said.readLine();
    if (line == null) {
      throw new IOException("the peer's process ended");
    }
    return line;
  }

  private static double median(List<Double> numbers) {
    return numbers.stream().sorted().toList().get(numbers.size() / 2);
  }
}
