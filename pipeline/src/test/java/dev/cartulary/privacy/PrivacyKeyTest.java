package dev.cartulary.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrivacyKeyTest {
  @TempDir private Path folder;

  static Path key(Path folder, int bytes, String permissions, int fill) throws IOException {
    Path file = folder.resolve("key-" + bytes + "-" + fill);
    byte[] secret = new byte[bytes];
    Arrays.fill(secret, (byte) fill);
    Files.write(file, secret);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return file;
  }

  @Test
  void read_missing_namesFileCauseAndRemedy() {
    assertThatThrownBy(() -> PrivacyKey.read(folder.resolve("none")))
        .isInstanceOf(PrivacyKeyException.class)
        .hasMessageContainingAll("none", "does not exist", "head -c 32");
  }

  @Test
  void read_readableByOthers_isRefused() throws IOException {
    Path file = key(folder, 32, "rw-r-----", 1);

    assertThatThrownBy(() -> PrivacyKey.read(file))
        .isInstanceOf(PrivacyKeyException.class)
        .hasMessageContainingAll(file.toString(), "others", "chmod 600");
  }

  @Test
  void read_tooShort_isRefused() throws IOException {
    Path file = key(folder, 31, "rw-------", 1);

    assertThatThrownBy(() -> PrivacyKey.read(file))
        .isInstanceOf(PrivacyKeyException.class)
        .hasMessageContainingAll("31", "32");
  }

  @Test
  void read_folder_isRefused() {
    assertThatThrownBy(() -> PrivacyKey.read(folder))
        .isInstanceOf(PrivacyKeyException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void derive_sameKeyAndParts_sameBytesElseOthers() throws IOException {
    PrivacyKey one = PrivacyKey.read(key(folder, 32, "rw-------", 1));
    PrivacyKey two = PrivacyKey.read(key(folder, 32, "rw-------", 2));

    assertThat(one.derive("a", "b")).isEqualTo(one.derive("a", "b"));
    assertThat(one.derive("a", "b")).isNotEqualTo(one.derive("ab"));
    assertThat(one.derive("a", "b")).isNotEqualTo(two.derive("a", "b"));
    assertThat(one.fingerprint()).isNotEqualTo(two.fingerprint());
    assertThat(one).hasToString("PrivacyKey");
  }
}
