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
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The samples and many small contracts on a real cluster of processes, one of which is killed in
 * the middle: the tables are those of a run in one process. {@code -Dcartulary.flink=1000} for so
 * many contracts; needs a build with {@code -Pflink} and takes minutes, so it runs only when it is
 * asked for.
 */
@Timeout(1_800)
class FlinkClusterTest {
  private static final String PORT = "18181";

  @TempDir Path folder;

  private boolean started;
  private final Path script = Program.root().resolve("cluster/flink");

  @BeforeEach
  void build() throws IOException {
    int contracts = Integer.getInteger("cartulary.flink", 0);
    assumeTrue(contracts > 0, "-Dcartulary.flink=1000 asks for it");
    assumeTrue(
        Files.exists(Program.root().resolve("jobs/target/lib"))
            && Program.names(Program.root().resolve("jobs/target/lib")).stream()
                .anyMatch(name -> name.startsWith("flink-runtime")),
        "needs mvn -Pflink -DskipTests package before");
    Path in = Files.createDirectories(folder.resolve("in/small"));
    Random random = new Random(1);
    for (int i = 0; i < contracts; i++) {
      Files.writeString(in.resolve("contract-" + i + ".txt"), contract(random, i));
    }
    Path samples = Program.root().resolve("jobs/samples/contracts");
    try (Stream<Path> files = Files.walk(samples)) {
      files.filter(Files::isRegularFile).forEach(file -> copy(samples, file));
    }
  }

  @AfterEach
  void stopCluster() throws Exception {
    if (started) {
      cluster("stop");
    }
  }

  @Test
  void run_onACluster_aTaskManagerIsKilled_isAsInOneProcess() throws Exception {
    write("here", "ledger: {url: \"jdbc:h2:file:./here/ledger\"}\n");
    Program program = new Program(folder);
    Program.Ended here = program.run("run", "here.yaml");
    assertThat(here.exit()).as(here.err()).isEqualTo(3);

    try (EmbeddedPostgres database = EmbeddedPostgres.start()) {
      write(
          "there",
          "ledger: {url: \"jdbc:postgresql://127.0.0.1:%d/postgres\", user: postgres}\n"
              .formatted(database.getPort()));
      started = true;
      cluster("start", "2");
      TimeUnit.SECONDS.sleep(20);
      Program.Started run =
          program.start(
              "run",
              "there.yaml",
              "--runner=flink",
              "--flink-master=127.0.0.1:" + PORT,
              "--parallelism=4");
      int third = Integer.getInteger("cartulary.flink") / 3;
      while (run.process().isAlive() && documents(database) < third) {
        TimeUnit.MILLISECONDS.sleep(200);
      }
      assertThat(run.process().isAlive()).as("still running when a process is killed").isTrue();
      cluster("kill", "1");
      cluster("add");
      assertThat(run.process().waitFor(20, TimeUnit.MINUTES)).isTrue();

      Program.Ended there = run.await();
      assertThat(there.exit()).as(there.out() + there.err()).isEqualTo(3);
      for (String rows : ChaosTest.ROWS) {
        assertThat(Tables.query(folder.resolve("there"), rows))
            .as(rows)
            .isEqualTo(Tables.query(folder.resolve("here"), rows));
      }
      assertThat(program.run("audit", "verify", "there.yaml").exit()).isZero();
    }
  }

  private void write(String name, String ledger) throws IOException {
    Files.writeString(
        folder.resolve(name + ".yaml"),
        "name: %s\ninput: {path: in}\ntype: contract\noutput: {path: %s}\n%s"
            .formatted(name, name, ledger));
  }

  /** How many documents the ledger has; none before it is there. */
  private static int documents(EmbeddedPostgres database) {
    try (Connection connection = database.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from document")) {
      return row.next() ? row.getInt(1) : 0;
    } catch (SQLException notYet) {
      return 0;
    }
  }

  private void cluster(String... arguments) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Stream.concat(Stream.of(script.toString()), Stream.of(arguments)).toList())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("cluster.log").toFile());
    builder.environment().put("FLINK_PORT", PORT);
    builder.environment().put("FLINK_PROCESSORS", "1");
    int exit = builder.start().waitFor();
    assertThat(exit).as(Files.readString(folder.resolve("cluster.log"))).isZero();
  }

  private void copy(Path from, Path file) {
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
