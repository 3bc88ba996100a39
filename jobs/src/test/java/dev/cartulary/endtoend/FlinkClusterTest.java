package dev.cartulary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The samples, and many small contracts with them, on a real cluster of processes, one of which is
 * killed in the middle: the tables are those of a run in one process. {@code
 * -Dcartulary.flink=1000} for so many contracts; needs a build with {@code -Pflink} and takes
 * minutes, so it runs only when it is asked for.
 */
@Timeout(1_800)
class FlinkClusterTest {
  @TempDir static Path folder;

  private static int contracts;
  private static EmbeddedPostgres database;
  private static FlinkCluster cluster;
  private static Program program;

  @BeforeAll
  static void startCluster() throws Exception {
    contracts = Integer.getInteger("cartulary.flink", 0);
    assumeTrue(contracts > 0, "-Dcartulary.flink=1000 asks for it");
    FlinkCluster.assumeBuilt();
    Path samples = Program.root().resolve("jobs/samples/contracts");
    try (Stream<Path> files = Files.walk(samples)) {
      files.filter(Files::isRegularFile).forEach(file -> copy(samples, file));
    }
    Path in = Files.createDirectories(folder.resolve("in/small"));
    Random random = new Random(1);
    for (int i = 0; i < contracts; i++) {
      Files.writeString(in.resolve("contract-" + i + ".txt"), contract(random, i));
    }
    program = new Program(folder);
    database = EmbeddedPostgres.start();
    cluster = FlinkCluster.start(folder, 2, Map.of("FLINK_PROCESSORS", "1"));
  }

  @AfterAll
  static void stopCluster() throws Exception {
    try (EmbeddedPostgres server = database;
        FlinkCluster processes = cluster) {
      assertThat(server == null).as("both or none").isEqualTo(processes == null);
    }
  }

  @Test
  void run_samplesOnACluster_isAsInOneProcessAndEachProcessHasOneModel() throws Exception {
    Program.Ended here = runHere("samples-here", "in/samples");
    assertThat(here.err()).contains(FlinkCluster.MODEL);
    int before = models();
    job("samples-there", "in/samples", served("samples"));

    Program.Ended there = cluster.run(program, "samples-there.yaml", 4).await();

    assertThat(there.exit()).as(there.out() + there.err()).isEqualTo(3);
    assertSame("samples-there", "samples-here");
    assertThat(there.err())
        .as("the process that starts the job")
        .doesNotContain(FlinkCluster.MODEL);
    assertThat(models() - before).as("four slots of two processes").isBetween(1, 2);
    assertThat(counted(there.out()))
        .as("what is measured on the cluster")
        .isEqualTo(counted(here.out()));
    assertThat(there.out()).doesNotContain("0.0 s of the model for reading");
  }

  @Test
  void run_stoppedThenATaskManagerIsKilled_isAsInOneProcess() throws Exception {
    assertThat(runHere("here", "in").exit()).isEqualTo(3);
    job("there", "in", served("many"));

    Program.Started stopped = cluster.run(program, "there.yaml", 4);
    FlinkCluster.await(
        "a sixth", () -> !stopped.process().isAlive() || documents("many") >= contracts / 6);
    assertThat(stopped.process().isAlive()).as("still running when it is to stop").isTrue();
    assertThat(Files.readString(folder.resolve("there/.status"))).doesNotContain("\"done\" : 0");
    stopped.process().destroy();
    Program.Ended end = stopped.await();
    assertThat(end.exit()).as(end.err()).isEqualTo(6);
    assertThat(end.err()).contains("kept in the ledger");
    FlinkCluster.await(
        "no job in the cluster",
        () -> !FlinkCluster.overview("/jobs/overview").contains("RUNNING"));
    int kept = documents("many");
    assertThat(kept).isBetween(contracts / 6, contracts);

    Program.Started run = cluster.run(program, "there.yaml", 4);
    FlinkCluster.await(
        "two thirds", () -> !run.process().isAlive() || documents("many") >= 2 * contracts / 3);
    assertThat(run.process().isAlive()).as("still running when a process is killed").isTrue();
    cluster.does("kill", "1");
    cluster.does("add");
    assertThat(run.process().waitFor(20, TimeUnit.MINUTES)).isTrue();

    Program.Ended there = run.await();
    assertThat(there.exit()).as(there.out() + there.err()).isEqualTo(3);
    assertSame("there", "here");
    assertThat(program.run("audit", "verify", "there.yaml").exit()).isZero();
    System.out.println(there.out());
  }

  @Test
  void run_noClusterThere_saysSo() throws Exception {
    job("nowhere", "in/samples", served("nowhere"));
    Program.Ended ended =
        program.run("run", "nowhere.yaml", "--runner=flink", "--flink-master=127.0.0.1:1");
    assertThat(ended.exit()).as(ended.err()).isEqualTo(2);
    assertThat(ended.err()).contains("127.0.0.1:1", "did not take the job");
  }

  private static Program.Ended runHere(String name, String input) throws Exception {
    job(name, input, "jdbc:h2:file:./%s-ledger\"".formatted(name));
    Program.Ended ended = program.run("--verbose", "run", name + ".yaml");
    assertThat(ended.exit()).as(ended.err()).isEqualTo(3);
    return ended;
  }

  /** What the model computed, and found. */
  private static List<String> counted(String out) {
    return out.lines().filter(line -> line.matches("(documents|fields|pages|tokens) .*")).toList();
  }

  private static void assertSame(String there, String here) throws SQLException {
    for (String rows : ChaosTest.ROWS) {
      List<List<String>> expected = Tables.query(folder.resolve(here), rows);
      assertThat(expected).isNotEmpty();
      assertThat(Tables.query(folder.resolve(there), rows)).as(rows).isEqualTo(expected);
    }
  }

  private static int models() throws IOException {
    return FlinkCluster.models("task-manager-1") + FlinkCluster.models("task-manager-2");
  }

  /** A new database's address. */
  private static String served(String name) throws SQLException {
    try (Connection connection = database.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return "jdbc:postgresql://127.0.0.1:%d/%s\", user: postgres"
        .formatted(database.getPort(), name);
  }

  private static void job(String name, String input, String ledger) throws IOException {
    Files.writeString(
        folder.resolve(name + ".yaml"),
        "name: %s\ninput: {path: %s}\ntype: contract\noutput: {path: %s}\nledger: {url: \"%s}\n"
            .formatted(name, input, name, ledger));
  }

  /** How many documents a ledger has; none before it is there. */
  private static int documents(String name) {
    try (Connection connection = database.getDatabase("postgres", name).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from document")) {
      return row.next() ? row.getInt(1) : 0;
    } catch (SQLException notYet) {
      return 0;
    }
  }

  private static void copy(Path from, Path file) {
    try {
      Path to = folder.resolve("in/samples").resolve(from.relativize(file).toString());
      Files.createDirectories(to.getParent());
      Files.copy(file, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String contract(Random random, int number) {
    List<String> states = List.of("Delaware", "New York", "Ohio", "Texas", "Oregon");
    return """
    SUPPLY AGREEMENT No. %d

    This Supply Agreement is made and entered into as of March %d, 20%02d by and between Harbour Mills LLC and Saltmarsh %d, Inc.

    1. The Seller shall deliver %d crates a month. Neither party may assign this Agreement without the prior written consent of the other.

    2. The term of this Agreement shall commence on its date and continue for a period of %d years.

    3. This Agreement shall be governed by the laws of the State of %s.
    """
        .formatted(
            number,
            1 + random.nextInt(28),
            10 + random.nextInt(15),
            number,
            1 + random.nextInt(90),
            2 + random.nextInt(8),
            states.get(random.nextInt(states.size())));
  }
}
