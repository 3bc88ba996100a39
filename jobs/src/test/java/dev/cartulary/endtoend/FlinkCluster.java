package dev.cartulary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Flink cluster of processes on this machine, as {@code cluster/flink} starts it; one at a time.
 */
final class FlinkCluster implements AutoCloseable {
  static final int PORT = 18_181;

  /** What a process says that loads the model. */
  static final String MODEL = "this process has the model";

  private static final Path SCRIPT = Program.root().resolve("cluster/flink");
  private static final Path STATE = Program.root().resolve("target/flink");
  private static final Path LIBRARIES = Program.root().resolve("jobs/target/lib");

  private final Path folder;
  private final Map<String, String> settings;

  private FlinkCluster(Path folder, Map<String, String> settings) {
    this.folder = folder;
    this.settings = settings;
  }

  /** Skips the test in a build without Flink. */
  static void assumeBuilt() throws IOException {
    assumeTrue(
        Files.exists(LIBRARIES)
            && Program.names(LIBRARIES).stream().anyMatch(name -> name.startsWith("flink-runtime")),
        "needs mvn -Pflink -DskipTests package before");
  }

  /**
   * Starts a job manager and task managers, and waits until they know each other.
   *
   * @param settings for the script's environment
   */
  static FlinkCluster start(Path folder, int taskManagers, Map<String, String> settings)
      throws Exception {
    FlinkCluster cluster = new FlinkCluster(folder, settings);
    cluster.does("start", String.valueOf(taskManagers));
    await(
        taskManagers + " task managers",
        () -> overview("/taskmanagers").split("\"path\"", -1).length == taskManagers + 1);
    return cluster;
  }

  void does(String... arguments) throws IOException, InterruptedException {
    Path log = folder.resolve("cluster.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Stream.concat(Stream.of(SCRIPT.toString()), Stream.of(arguments)).toList())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("FLINK_PORT", String.valueOf(PORT));
    builder.environment().putAll(settings);
    int exit = builder.start().waitFor();
    assertThat(exit).as(Files.readString(log)).isZero();
  }

  /** The process of {@code job-manager} or {@code task-manager-N}. */
  static ProcessHandle process(String name) throws IOException {
    long pid = Long.parseLong(Files.readString(STATE.resolve(name + ".pid")).strip());
    return ProcessHandle.of(pid).orElseThrow();
  }

  /** How often the process of that name has loaded the model. */
  static int models(String process) throws IOException {
    return Files.readString(STATE.resolve(process + ".log")).split(MODEL, -1).length - 1;
  }

  /** What the job manager says of itself; empty while it does not answer. */
  static String overview(String path) throws InterruptedException {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException notYet) {
      return "";
    }
  }

  /** Runs a job in this cluster. */
  Program.Started run(Program program, String job, int parallelism)
      throws IOException, InterruptedException {
    return program.start(
        "--verbose",
        "run",
        job,
        "--runner=flink",
        "--flink-master=127.0.0.1:" + PORT,
        "--parallelism=" + parallelism);
  }

  static void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(15);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("in time: %s", what).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      does("stop");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
