package dev.cartulary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures how many documents a second one and two task managers read, each of which has one
 * processor for its model and its parsers: {@code -Dcartulary.scaling=FOLDER}, {@code
 * -Dcartulary.scaling.type=contract} for others than notes. It asserts nothing of speeds, which the
 * machine's other work decides. Job manager, database and the process that starts the job run where
 * there is room: on a machine of two processors they take from the task managers when there are
 * two, unless each of these has only a part of its processor, as {@code
 * -Dcartulary.scaling.share=80} says in percent.
 */
@Timeout(3_600)
class FlinkScalingTest {
  private static final int WHOLE = 100;
  private static final int SHARE = Integer.getInteger("cartulary.scaling.share", WHOLE);

  @TempDir Path folder;

  /**
   * What one size of cluster came to.
   *
   * @param steady documents a second between a tenth and nine tenths of all
   * @param whole documents a second of the whole run, its start and its tables included
   */
  private record Figures(double steady, double whole) {}

  @Test
  void run_onOneAndTwoTaskManagers_measures() throws Exception {
    String input = System.getProperty("cartulary.scaling", "");
    assumeTrue(!input.isEmpty(), "-Dcartulary.scaling=FOLDER asks for it");
    FlinkCluster.assumeBuilt();
    try (EmbeddedPostgres database = EmbeddedPostgres.start()) {
      Figures one = measured(database, input, 1);
      Figures two = measured(database, input, 2);
      print("ratio, steady %.3f, whole run %.3f%n", two.steady / one.steady, two.whole / one.whole);
    }
  }

  private Figures measured(EmbeddedPostgres database, String input, int taskManagers)
      throws Exception {
    String name = "machines" + taskManagers;
    execute(database, "postgres", "create database " + name);
    Files.writeString(
        folder.resolve(name + ".yaml"),
        """
        name: %s
        input: {path: "%s"}
        type: %s
        output: {path: %s}
        ledger: {url: "jdbc:postgresql://127.0.0.1:%d/%s", user: postgres}
        limits: {parsers: 1}
        """
            .formatted(
                name,
                input,
                System.getProperty("cartulary.scaling.type", "clinical-note"),
                name,
                database.getPort(),
                name));
    List<ProcessorShare> shares = new ArrayList<>();
    try (FlinkCluster cluster =
        FlinkCluster.start(
            folder,
            taskManagers,
            Map.of("FLINK_PROCESSORS", "1", "FLINK_SLOTS", "3", "OMP_NUM_THREADS", "1"))) {
      for (int i = 1; i <= taskManagers; i++) {
        ProcessHandle process = FlinkCluster.process("task-manager-" + i);
        pin(process, i - 1);
        if (SHARE < WHOLE) {
          shares.add(ProcessorShare.of(process, SHARE));
        }
      }
      double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
      long start = System.nanoTime();
      Program.Started run = cluster.run(new Program(folder), name + ".yaml", 3 * taskManagers);
      double seconds = 0;
      double[] processor = new double[3];
      ProcessHandle server = server(database, name);
      Map<Long, Double> seen = new HashMap<>();
      double earlier = sampled(seen, server);
      while (!run.process().waitFor(500, TimeUnit.MILLISECONDS)) {
        processor = processor(run.process().toHandle(), taskManagers);
        sampled(seen, server);
        seconds = (System.nanoTime() - start) / 1e9;
      }
      Program.Ended ended = run.await();
      assertThat(ended.exit()).as(ended.err()).isIn(0, 3);
      Figures figures = new Figures(steady(database, name), count(database, name) / seconds);
      print(
          "%d task managers: %d documents, %.2f a second steady, %.2f in the whole run of %.0f s; processor seconds: task managers %.0f, job manager %.0f, starter %.0f, database %.0f; load average before %.1f%n",
          taskManagers,
          count(database, name),
          figures.steady,
          figures.whole,
          seconds,
          processor[0],
          processor[1],
          processor[2],
          sampled(seen, server) - earlier,
          load);
      return figures;
    } finally {
      for (ProcessorShare share : shares) {
        share.release();
      }
    }
  }

  /** A process, with all of its threads and all that it starts, has one processor. */
  private static void pin(ProcessHandle process, int processor) throws Exception {
    assertThat(
            Disaster.did(
                "taskset",
                "-a",
                "-c",
                "-p",
                String.valueOf(processor),
                String.valueOf(process.pid())))
        .as("taskset")
        .isTrue();
  }

  /**
   * Seconds of a processor that task managers with their parsers, the job manager, and the process
   * that started the job have had.
   */
  private static double[] processor(ProcessHandle starter, int taskManagers) throws IOException {
    double[] seconds = new double[3];
    for (int i = 1; i <= taskManagers; i++) {
      ProcessHandle manager = FlinkCluster.process("task-manager-" + i);
      seconds[0] += seconds(manager);
      seconds[0] += manager.descendants().mapToDouble(FlinkScalingTest::seconds).sum();
    }
    seconds[1] = seconds(FlinkCluster.process("job-manager"));
    seconds[2] = seconds(starter);
    return seconds;
  }

  /** The process whose children serve the connections. */
  private static ProcessHandle server(EmbeddedPostgres database, String name) throws SQLException {
    try (Connection connection = database.getDatabase("postgres", name).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return ProcessHandle.of(row.getLong(1)).flatMap(ProcessHandle::parent).orElseThrow();
    }
  }

  /**
   * Seconds of a processor that the database has had, with the processes of connections that have
   * ended since an earlier call.
   *
   * @param seen what each of its processes had when it was last seen
   */
  private static double sampled(Map<Long, Double> seen, ProcessHandle server) {
    Stream.concat(Stream.of(server), server.children())
        .forEach(process -> seen.merge(process.pid(), seconds(process), Math::max));
    return seen.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static double seconds(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
  }

  private static int count(EmbeddedPostgres database, String name) throws SQLException {
    return (int) number(database, name, "select count(*) from document");
  }

  private static double steady(EmbeddedPostgres database, String name) throws SQLException {
    return number(
        database,
        name,
        """
        select count(*) / extract(epoch from max(finished_at) - min(finished_at))
        from (select finished_at, percent_rank() over (order by finished_at) as place from document) ranked
        where place between 0.1 and 0.9""");
  }

  private static double number(EmbeddedPostgres database, String name, String sql)
      throws SQLException {
    try (Connection connection = database.getDatabase("postgres", name).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getDouble(1);
    }
  }

  private static void execute(EmbeddedPostgres database, String name, String sql)
      throws SQLException {
    try (Connection connection = database.getDatabase("postgres", name).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
