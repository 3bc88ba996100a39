package dev.cartulary.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputFolderTest {
  @TempDir Path temporary;

  @Test
  void commit_firstRun_isSeenUnderLatest() throws IOException {
    Path folder = temporary.resolve("a/b out");
    try (OutputFolder output = OutputFolder.prepare(folder, "R1")) {
      fill(output);
      assertThat(output.latest()).doesNotExist();
      output.commit();
    }

    assertThat(Files.readSymbolicLink(folder.resolve("latest"))).hasToString("run-R1");
    assertThat(names(folder.resolve("latest"))).hasSize(Table.ALL.size());
    assertThat(names(folder)).containsExactly(".lock", "latest", "run-R1");
  }

  @Test
  void commit_laterRun_replacesTheOneBefore() throws IOException {
    commit("R1");
    commit("R2");

    assertThat(names(folder())).containsExactly(".lock", "latest", "run-R2");
    assertThat(Files.readSymbolicLink(folder().resolve("latest"))).hasToString("run-R2");
  }

  @Test
  void commit_sameRunAgain_replacesAndNeverDoubles() throws IOException {
    commit("R1");
    commit("R1");
    assertThat(names(folder())).containsExactly(".lock", "latest", "run-R1.2");
    commit("R1");
    assertThat(names(folder())).containsExactly(".lock", "latest", "run-R1");
  }

  @Test
  void close_withoutCommit_leavesTheRunBefore() throws IOException {
    commit("R1");
    try (OutputFolder output = OutputFolder.prepare(folder(), "R2")) {
      fill(output);
    }

    assertThat(names(folder())).containsExactly(".lock", "latest", "run-R1");
    assertThat(names(folder().resolve("latest"))).hasSize(Table.ALL.size());
  }

  @Test
  void prepare_afterADeadRun_clearsItsFilesAway() throws IOException {
    Path dead = Files.createDirectories(folder().resolve(".run-dead.partial/.temp"));
    Files.writeString(dead.resolve("scratch"), "x");
    Files.createDirectories(folder().resolve("run-unlinked"));
    Files.createSymbolicLink(folder().resolve(".latest.new"), Path.of("run-unlinked"));
    commit("R1");

    assertThat(names(folder())).containsExactly(".lock", "latest", "run-R1");
  }

  @Test
  void commit_scratchFolderInPartial_isRemoved() throws IOException {
    try (OutputFolder output = OutputFolder.prepare(folder(), "R1")) {
      fill(output);
      Files.createDirectories(output.partial().resolve(".temp/x"));
      output.commit();
    }

    assertThat(names(folder().resolve("latest"))).hasSize(Table.ALL.size());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"letter.pdf", "run-notes.txt", ".hidden", "documents.parquet", ".lock2"})
  void prepare_foreignFile_isRefusedAndNothingChanges(String name) throws IOException {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve(name), "mine");

    assertThatThrownBy(() -> OutputFolder.prepare(folder(), "R1"))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(folder().toString())
        .hasMessageContaining("output.path");
    assertThat(names(folder())).containsExactly(name);
    assertThat(folder().resolve(name)).hasContent("mine");
  }

  @Test
  void prepare_foreignFileInAFolderWithOurName_isRefused() throws IOException {
    Path notes = Files.createDirectories(folder().resolve("run-notes"));
    Files.writeString(notes.resolve("diary.txt"), "mine");

    assertThatThrownBy(() -> OutputFolder.prepare(folder(), "R1"))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("run-notes");
    assertThat(notes.resolve("diary.txt")).hasContent("mine");
  }

  @Test
  void prepare_latestLeadsElsewhere_isRefused() throws IOException {
    Files.createDirectories(folder());
    Files.createSymbolicLink(folder().resolve("latest"), Path.of("/tmp"));

    assertThatThrownBy(() -> OutputFolder.prepare(folder(), "R1"))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("latest");
  }

  @Test
  void prepare_fileInThePlaceOfTheFolder_isRefused() throws IOException {
    Files.writeString(temporary.resolve("file"), "x");

    assertThatThrownBy(() -> OutputFolder.prepare(temporary.resolve("file"), "R1"))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("is a file, not a folder");
    assertThatThrownBy(() -> OutputFolder.prepare(temporary.resolve("file/below"), "R1"))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("file");
  }

  @Test
  void prepare_whileAnotherRunWrites_isRefused() throws IOException {
    try (OutputFolder first = OutputFolder.prepare(folder(), "R1")) {
      assertThatThrownBy(() -> OutputFolder.prepare(folder(), "R2"))
          .isInstanceOf(OutputException.class)
          .hasMessageContaining("another run is writing");
      fill(first);
      first.commit();
    }
    assertThat(names(folder().resolve("latest"))).hasSize(Table.ALL.size());
  }

  @Test
  void prepare_noPermission_saysSo() throws IOException {
    Files.createDirectories(folder());
    Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(folder()), "this user may write everywhere");

    assertThatThrownBy(() -> OutputFolder.prepare(folder(), "R1"))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("no permission");
  }

  @Test
  void check_missingFolder_isFineAndMakesNothing() {
    OutputFolder.check(temporary.resolve("x/y/z"));

    assertThat(temporary.resolve("x")).doesNotExist();
  }

  @Test
  void commit_fileOfNoTable_isAFaultOfOurs() throws IOException {
    try (OutputFolder output = OutputFolder.prepare(folder(), "R1")) {
      Files.writeString(output.partial().resolve("notes.txt"), "x");
      assertThatThrownBy(output::commit)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("notes.txt");
    }
    assertThat(names(folder())).containsExactly(".lock");
  }

  @Test
  void of_whatTheSystemSays_namesCauseAndRemedy() {
    Path path = Path.of("/out");
    assertThat(OutputException.of(path, new IOException("No space left on device")))
        .hasMessageContaining("/out is full")
        .hasMessageContaining("run the job again");
    assertThat(OutputException.of(path, new FileSystemException("x", null, "Disk quota exceeded")))
        .hasMessageContaining("full");
    assertThat(OutputException.of(path, new AccessDeniedException("/out")))
        .hasMessageContaining("no permission to write /out");
    assertThat(
            OutputException.of(path, new FileSystemException("x", null, "Read-only file system")))
        .hasMessageContaining("read-only");
    assertThat(OutputException.of(path, new IOException("Input/output error")))
        .hasMessageContaining("cannot write /out")
        .hasMessageContaining("input/output error");
    assertThat(
            OutputException.of(
                path, new IOException("cannot write Jane Doe", new IOException("at Jane Doe"))))
        .hasMessage("cannot write /out: IOException");
  }

  /** Readers that never stop see a run at every moment. */
  @Test
  void latest_readDuringCommits_neverDisappears() throws Exception {
    commit("R0");
    Path latest = folder().resolve("latest");
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger looks = new AtomicInteger();
    AtomicInteger misses = new AtomicInteger();
    Thread reader =
        new Thread(
            () -> {
              while (!stop.get()) {
                looks.incrementAndGet();
                if (!Files.exists(latest, LinkOption.NOFOLLOW_LINKS)) {
                  misses.incrementAndGet();
                }
              }
            });
    reader.start();
    for (int i = 1; i <= 40; i++) {
      commit("R" + i);
    }
    stop.set(true);
    reader.join();

    assertThat(looks.get()).isGreaterThan(100);
    assertThat(misses.get()).isZero();
  }

  /** Kills a process that runs job after job at any moment; what is visible is always whole. */
  @ParameterizedTest(name = "killed after {0} ms")
  @ValueSource(ints = {0, 7, 40})
  void kill_atAnyMoment_leavesAWholeRunOrNone(int milliseconds) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                Runs.class.getName(),
                folder().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      // The first line says that the runs have begun.
      assertThat(process.inputReader().readLine()).isEqualTo("running");
      Thread.sleep(milliseconds);
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();

    Path latest = folder().resolve("latest");
    if (Files.exists(latest, LinkOption.NOFOLLOW_LINKS)) {
      assertThat(names(latest)).hasSize(Table.ALL.size());
    }
    commit("after");
    assertThat(names(folder())).containsExactly(".lock", "latest", "run-after");
  }

  /** Commits runs until it is killed. */
  static final class Runs {
    private Runs() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      commit(folder, "warm");
      System.out.println("running");
      for (int i = 0; true; i++) {
        commit(folder, "R" + i);
      }
    }
  }

  private Path folder() {
    return temporary.resolve("out");
  }

  private void commit(String run) throws IOException {
    commit(folder(), run);
  }

  private static void commit(Path folder, String run) throws IOException {
    try (OutputFolder output = OutputFolder.prepare(folder, run)) {
      fill(output);
      output.commit();
    }
  }

  private static void fill(OutputFolder output) throws IOException {
    for (Table<?> table : Table.ALL) {
      TableWriter.open(table, output.partial().resolve(table.fileName(0, 1))).close();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
