package dev.cartulary.access;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyTest {
  @TempDir Path folder;

  @Test
  void folders_missingOnes_areTheOwners() throws IOException {
    OwnerOnly.folders(folder.resolve("a/b"));

    assertThat(mode(folder.resolve("a"))).isEqualTo("rwx------");
    assertThat(mode(folder.resolve("a/b"))).isEqualTo("rwx------");
  }

  @Test
  void folders_thatIsThere_keepsItsMode() throws IOException {
    Path shared = Files.createDirectory(folder.resolve("shared"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-x---"));

    OwnerOnly.folders(shared);

    assertThat(mode(shared)).isEqualTo("rwxr-x---");
  }

  @Test
  void file_newOne_isTheOwners() throws IOException {
    Path file = folder.resolve("file");
    OwnerOnly.file(file, CREATE, WRITE).close();

    assertThat(mode(file)).isEqualTo("rw-------");
  }

  @Test
  void restrict_takesTheRightsOfOthers() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));

    OwnerOnly.restrict(file);
    OwnerOnly.restrict(folder);

    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(mode(folder)).isEqualTo("rwx------");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
