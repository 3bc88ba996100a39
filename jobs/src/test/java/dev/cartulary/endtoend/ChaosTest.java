package dev.cartulary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that are cut off at random moments in every way that we know, again and again until one
 * comes to its end: its tables are those of a run that nothing disturbed. {@code
 * -Dcartulary.kills=100} for so many disasters, {@code -Dcartulary.seed=7} for others; takes
 * minutes, so it runs only when it is asked for.
 */
@Timeout(7_200)
class ChaosTest {
  private static final List<Disaster> ALL = List.copyOf(EnumSet.allOf(Disaster.class));
  private static final int LETTERS = 24;
  private static final Pattern NATIVE = Pattern.compile("pt-model\\d+|(snappy|libzstd).*\\.so");

  /**
   * All but times, costs of times, and names of runs; the last digits of a probability depend on
   * what the model computes side by side.
   */
  static final List<String> ROWS =
      List.of(
          "select * exclude (run_id, finished_at, extract_nanos, model_nanos, local_cost) from"
              + " documents order by path",
          "select * exclude (run_id) replace (round(probability, 3) as probability) from fields order by"
              + " path, position",
          "select * exclude (run_id, attempts) from failures order by path",
          "select * exclude (run_id) from costs where kind = 'cloud' order by all");

  @TempDir Path folder;

  private int disasters;
  private Random random;
  private List<List<List<String>>> undisturbed;
  private long wholeMillis;

  @BeforeEach
  void runUndisturbed() throws Exception {
    disasters = Integer.getInteger("cartulary.kills", 0);
    assumeTrue(disasters > 0, "-Dcartulary.kills=100 asks for it");
    random = new Random(Long.getLong("cartulary.seed", 1));
    // The first run of a build makes archives of classes; those that are struck have them.
    calmRun("first");
    long start = System.nanoTime();
    undisturbed = calmRun("calm");
    wholeMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    assertThat(undisturbed.get(0)).hasSize(LETTERS + 4);
    assertThat(undisturbed.get(2)).hasSize(3);
  }

  private List<List<List<String>>> calmRun(String name) throws Exception {
    Path calm = Files.createDirectory(folder.resolve(name));
    prepare(calm, "");
    Program.Ended ended = new Program(calm).run("run", "job.yaml");
    assertThat(ended.exit()).as(ended.err()).isEqualTo(3);
    return rows(calm);
  }

  @Test
  void run_struckAtRandomMoments_comesToTheSameInTheEnd() throws Exception {
    Map<Disaster, Integer> struck = new EnumMap<>(Disaster.class);
    int count = 0;
    for (int round = 1; count < disasters; round++) {
      Path own = Files.createDirectory(folder.resolve("round-" + round));
      boolean disk =
          Disaster.did("mount", "-t", "tmpfs", "-o", "size=512m", "tmpfs", own.toString());
      try {
        prepare(own, "");
        Program program = new Program(own);
        boolean done = false;
        while (!done) {
          Program.Started run = program.start("run", "job.yaml");
          if (run.process().waitFor(random.nextInt((int) wholeMillis), TimeUnit.MILLISECONDS)) {
            done = isDone(run.await());
            continue;
          }
          Disaster disaster = ALL.get(random.nextInt(ALL.size()));
          if (!disk && disaster == Disaster.DISK_FULL) {
            disaster = Disaster.KILLED;
          }
          disaster.strike(run, own, random);
          struck.merge(disaster, 1, Integer::sum);
          count++;
          assertWholeOrNothing(own, disaster);
          if (count >= disasters) {
            done = isDone(program.run("run", "job.yaml"));
          }
        }
        assertSame(own, program);
        System.out.println("round " + round + ": " + count + " disasters so far " + struck);
      } finally {
        if (disk) {
          Disaster.did("umount", own.toString());
        }
      }
    }
  }

  /**
   * A server that recovers from a crash, so that all connections are cut and refused for a while.
   */
  @Test
  void run_databaseCrashesAgainAndAgain_waitsAndGoesOn() throws Exception {
    try (EmbeddedPostgres database = EmbeddedPostgres.start()) {
      Path own = Files.createDirectory(folder.resolve("served"));
      prepare(
          own,
          "ledger: {url: \"jdbc:postgresql://127.0.0.1:%d/postgres\", user: postgres}\n"
              .formatted(database.getPort()));
      Program program = new Program(own);
      Program.Started run = program.start("run", "job.yaml");
      int crashes = 0;
      // The ledger must have been opened once: a job does not begin without its database.
      while (run.process().isAlive() && !isReading(own.resolve("out/.status"))) {
        Thread.sleep(20);
      }
      while (run.process().isAlive() && crashes < 3) {
        crash(database);
        crashes++;
        run.process().waitFor(wholeMillis / 5, TimeUnit.MILLISECONDS);
      }
      assertThat(crashes).isPositive();
      assertThat(isDone(run.await())).isTrue();
      assertSame(own, program);
    }
  }

  private static boolean isReading(Path status) throws IOException {
    return Files.exists(status) && Files.readString(status).contains("\"reading\"");
  }

  private static void crash(EmbeddedPostgres database) throws Exception {
    try (Connection connection = database.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select pid from pg_stat_activity where backend_type = 'client backend' and pid <>"
                    + " pg_backend_pid() limit 1")) {
      if (row.next()) {
        Disaster.did("kill", "-9", row.getString(1));
      }
    } catch (SQLException e) {
      // It has not recovered from the one before.
    }
  }

  private boolean isDone(Program.Ended ended) {
    assertThat(ended.exit()).as(ended.err()).isEqualTo(3);
    return true;
  }

  /** What readers see is a whole run, or none. */
  private static void assertWholeOrNothing(Path own, Disaster after) throws IOException {
    Path latest = own.resolve("out/latest");
    if (Files.exists(latest)) {
      // Where the disk is full, tables appear without a report.
      assertThat(Program.names(latest))
          .as("after %s", after)
          .isSubsetOf(Tables.OF_A_SMALL_RUN)
          .hasSizeGreaterThan(Tables.OF_A_SMALL_RUN.size() - 2);
    }
  }

  private void assertSame(Path own, Program program) throws Exception {
    List<List<List<String>>> rows = rows(own);
    for (int i = 0; i < ROWS.size(); i++) {
      assertThat(rows.get(i)).as(ROWS.get(i)).isEqualTo(undisturbed.get(i));
    }
    assertThat(
            Tables.column(
                own.resolve("out"),
                "select path from (select path from documents union all select path from failures)"
                    + " group by path having count(*) > 1"))
        .as("delivered twice")
        .isEmpty();
    assertThat(Program.names(own.resolve("out")))
        .hasSize(4)
        .contains(".lock", ".status", "latest")
        .anyMatch(name -> name.startsWith("run-"));
    assertThat(program.leftTemporary()).noneMatch(name -> !NATIVE.matcher(name).matches());
    Program.Ended again = program.run("run", "job.yaml");
    assertThat(again.out()).as(again.err()).contains("nothing was computed");
    assertThat(program.run("audit", "verify", "job.yaml").exit()).isZero();
  }

  private static List<List<List<String>>> rows(Path own) throws SQLException {
    List<List<List<String>>> rows = new ArrayList<>();
    for (String sql : ROWS) {
      rows.add(Tables.query(own.resolve("out"), sql));
    }
    return rows;
  }

  /** Letters, two of them equal, an archive with a bad entry, and two files that fail. */
  private static void prepare(Path job, String ledger) throws IOException {
    Path in = Files.createDirectories(job.resolve("in/letters"));
    for (int i = 0; i < LETTERS; i++) {
      Files.writeString(in.resolve("letter " + i + ".txt"), letter(Math.max(1, i)));
    }
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(job.resolve("in/bundle.zip")))) {
      for (String name : List.of("one.txt", "two.txt", "folder/three.txt")) {
        zip.putNextEntry(entry(name));
        zip.write(letter(100 + name.length()).getBytes(StandardCharsets.UTF_8));
      }
      zip.putNextEntry(entry("nothing.txt"));
    }
    Files.createFile(job.resolve("in/empty.pdf"));
    Files.writeString(job.resolve("in/broken.pdf"), "%PDF-1.7\nno more than this");
    Files.writeString(
        job.resolve("job.yaml"),
        "input: {path: in}\ntype: contract\noutput: {path: out}\n" + ledger);
  }

  /** With the same time, and so in the same bytes, in every folder. */
  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(LocalDateTime.of(2026, 11, 22, 2, 0));
    return entry;
  }

  private static String letter(int number) {
    StringBuilder text = new StringBuilder("BOAT HOUSE LEASE No. " + number + "\n\n");
    for (int paragraph = 0; paragraph < 12; paragraph++) {
      text.append(
          "This Lease is made and entered into as of April %d, 20%02d by and between Harbour Mills LLC and the Rowing Club of Saltmarsh, Inc. The rent is $%d.00 a month.%n%n"
              .formatted(1 + number % 28, 10 + paragraph, 1_000 + 10 * number + paragraph));
    }
    return text.toString();
  }
}
