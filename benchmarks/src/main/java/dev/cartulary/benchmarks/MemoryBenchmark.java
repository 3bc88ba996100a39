package dev.cartulary.benchmarks;

import dev.cartulary.completion.Branch;
import dev.cartulary.completion.Completion;
import dev.cartulary.completion.Constraint;
import dev.cartulary.completion.PrefixRequest;
import dev.cartulary.schedule.LanguageModel;
import dev.cartulary.schedule.LanguageModels;
import dev.cartulary.schedule.ModelOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * Whether the model's process grows: resident memory without the Java heap, compiled code and
 * classes over many requests of changing sizes, some of them cancelled, on the embedded model.
 *
 * <p>Start it with {@code JAVA_TOOL_OPTIONS="-Xms1g -XX:+AlwaysPreTouch"}, so that all of the heap
 * is resident and can be subtracted.
 *
 * <p>Argument: the number of requests, 10,000 if absent. Before them stand requests of the greatest
 * size, as many as are in flight together, so that the most memory that a moment can need has been
 * needed. The last line is the memory at the end over that after the first tenth, when everything
 * is loaded and warm; the limit is 1.05.
 */
public final class MemoryBenchmark {
  private static final int IN_FLIGHT = 6;
  private static final int LONGEST_CHARACTERS = 1_250;
  private static final int LEAST_CHARACTERS = 50;
  private static final int MOST_BRANCHES = 12;
  private static final int GREATEST_REQUESTS = 20 * IN_FLIGHT;
  private static final String WORDS =
      "the Seller shall deliver to the Buyer at its own cost within thirty days after the date of this"
          + " agreement all goods that were ordered and paid for unless the parties agree otherwise in"
          + " writing and neither party may assign its rights without consent of the other which may"
          + " not be refused without reason. ";

  private MemoryBenchmark() {}

  public static void main(String[] args) throws IOException {
    int requests = args.length == 0 ? 10_000 : Integer.parseInt(args[0]);
    Random random = new Random(1);
    long early = 0;
    try (LanguageModel model = LanguageModels.embedded(ModelOptions.defaults())) {
      model.awaitLoaded();
      List<CompletableFuture<Completion>> greatest = new ArrayList<>();
      for (int i = 0; i < GREATEST_REQUESTS; i++) {
        greatest.add(model.submit(request(random, LONGEST_CHARACTERS, MOST_BRANCHES)));
      }
      greatest.forEach(CompletableFuture::join);
      Deque<CompletableFuture<Completion>> inFlight = new ArrayDeque<>();
      for (int i = 1; i <= requests; i++) {
        CompletableFuture<Completion> answer =
            model.submit(
                request(
                    random,
                    random.nextInt(LEAST_CHARACTERS, LONGEST_CHARACTERS),
                    random.nextInt(1, MOST_BRANCHES + 1)));
        if (random.nextInt(10) == 0) {
          answer.cancel(false);
        } else {
          inFlight.add(answer);
        }
        while (inFlight.size() >= IN_FLIGHT) {
          inFlight.remove().join();
        }
        if (i % Math.max(1, requests / 10) == 0) {
          inFlight.forEach(CompletableFuture::join);
          inFlight.clear();
          long resident = nativeMib();
          early = early == 0 ? resident : early;
          System.out.printf("%,8d requests %8d MiB%n", i, resident);
        }
      }
      System.out.printf("growth %.3f (limit 1.05)%n", (double) nativeMib() / early);
    }
    System.exit(0);
  }

  private static PrefixRequest request(Random random, int length, int count) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      int from = random.nextInt(WORDS.length() - 40);
      text.append(WORDS, from, from + 10 + random.nextInt(30)).append(' ');
    }
    List<Branch> branches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Constraint constraint =
          switch (random.nextInt(3)) {
            case 0 -> new Constraint.Verbatim(16, random.nextBoolean());
            case 1 -> new Constraint.Pattern("[0-9]{1,4}", 8, false);
            default -> new Constraint.Free(12);
          };
      branches.add(new Branch("field" + i, "field " + i, constraint));
    }
    return new PrefixRequest(text.toString(), branches);
  }

  /** Resident memory without what the JVM keeps within limits of its own: heap, code, classes. */
  private static long nativeMib() throws IOException {
    System.gc();
    long managed = Runtime.getRuntime().totalMemory();
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.NON_HEAP) {
        managed += pool.getUsage().getCommitted();
      }
    }
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return (Long.parseLong(line.replaceAll("\\D", "")) >> 10) - (managed >> 20);
      }
    }
    throw new IOException("/proc/self/status does not tell the resident memory");
  }
}
