package dev.cartulary.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {
  @TempDir Path temporary;

  @Test
  void create_besideFoldersOfALivingProcess_leavesThemAlone() throws Exception {
    try (ScratchFolder first = ScratchFolder.create(temporary);
        ScratchFolder second = ScratchFolder.create(temporary)) {
      Path inFirst = Files.writeString(first.newFolder().resolve("page"), "x");
      Path inSecond = Files.writeString(second.newFolder().resolve("page"), "x");

      assertThat(sweepFromAnotherProcess()).isZero();

      assertThat(inFirst).exists();
      assertThat(inSecond).exists();
    }
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void create_besideAnAbandonedFolder_removesIt() throws Exception {
    Path abandoned = Files.createDirectory(temporary.resolve("cartulary-scratch-1"));
    Files.writeString(abandoned.resolve("lock"), "");
    Files.writeString(abandoned.resolve("page"), "x");

    ScratchFolder.create(temporary).close();

    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void newFolder_anybodyElse_mayNotEnter() throws Exception {
    try (ScratchFolder scratch = ScratchFolder.create(temporary)) {
      Path inner = scratch.newFolder();

      for (Path folder : List.of(scratch.path(), inner)) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
            .isEqualTo("rwx------");
      }
    }
  }

  private int sweepFromAnotherProcess() throws Exception {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-cp",
            System.getProperty("java.class.path"),
            Sweeper.class.getName(),
            temporary.toString())
        .inheritIO()
        .start()
        .waitFor();
  }

  /** A program that makes a folder of its own, and so sweeps. */
  static final class Sweeper {
    private Sweeper() {}

    public static void main(String[] args) {
      ScratchFolder.create(Path.of(args[0])).close();
    }
  }
}
