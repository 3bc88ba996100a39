package dev.cartulary.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFolderTest {
  private static final byte[] DATA_KEY =
      "0123456789abcdef0123456789ABCDEF".getBytes(StandardCharsets.UTF_8);

  @TempDir Path parent;

  @Test
  void create_newFolder_hasThreeKeysThatOnlyTheOwnerReads() throws IOException {
    Path folder = parent.resolve("new/keys");

    List<KeyFolder.Version> versions = KeyFolder.create(folder).versions();

    assertThat(versions)
        .extracting(KeyFolder.Version::name)
        .containsExactly(KeyName.FOOTER, KeyName.PHI, KeyName.LEDGER);
    assertThat(versions).extracting(KeyFolder.Version::check).doesNotHaveDuplicates();
    assertThat(mode(folder)).isEqualTo("rwx------");
    for (String name : List.of("footer-0001.key", "phi-0001.key", "ledger-0001.key")) {
      assertThat(mode(folder.resolve(name))).isEqualTo("rw-------");
      assertThat(Base64.getDecoder().decode(Files.readString(folder.resolve(name)).strip()))
          .hasSize(32);
    }
  }

  @Test
  void create_overSomething_isRefused() throws IOException {
    Files.writeString(parent.resolve("precious"), "x");

    assertThatThrownBy(() -> KeyFolder.create(parent))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining(parent + " holds something already")
        .hasMessageContaining("rotate");
    assertThat(parent.toFile().list()).containsExactly("precious");
  }

  @Test
  void rotate_addsVersions_andOldOnesStillUnwrap() throws IOException {
    Path folder = parent.resolve("keys");
    KeyFolder keys = KeyFolder.create(folder);
    byte[] first = Files.readAllBytes(folder.resolve("phi-0001.key"));
    WrappedKey old = keys.wrap(KeyName.PHI, DATA_KEY);

    keys.rotate();
    KeyFolder.open(folder).rotate();

    WrappedKey fresh = keys.wrap(KeyName.PHI, DATA_KEY);
    assertThat(old.master()).isEqualTo("phi:1");
    assertThat(fresh.master()).isEqualTo("phi:3");
    assertThat(keys.unwrap(old)).isEqualTo(DATA_KEY);
    assertThat(keys.unwrap(fresh)).isEqualTo(DATA_KEY);
    assertThat(Files.readAllBytes(folder.resolve("phi-0001.key"))).isEqualTo(first);
    assertThat(keys.versions()).hasSize(9);
    assertThat(keys.versions())
        .filteredOn(KeyFolder.Version::current)
        .extracting(KeyFolder.Version::number)
        .containsExactly(3, 3, 3);
    assertThat(folder.toFile().list()).noneMatch(name -> name.endsWith(".new"));
  }

  @Test
  void rotate_afterOneThatWasCutOff_leavesNoHalfKey() throws IOException {
    Path folder = parent.resolve("keys");
    KeyFolder keys = KeyFolder.create(folder);
    Files.writeString(folder.resolve(".phi-0002.key.new"), "half");

    keys.rotate();

    assertThat(keys.unwrap(keys.wrap(KeyName.PHI, DATA_KEY))).isEqualTo(DATA_KEY);
    assertThat(folder.resolve(".phi-0002.key.new")).doesNotExist();
  }

  /** Whoever holds the key and knows the form needs no code of ours. */
  @Test
  void wrap_isTheLocalWrappingOfParquetsKeyTools() throws Exception {
    Path folder = parent.resolve("keys");
    WrappedKey wrapped = KeyFolder.create(folder).wrap(KeyName.FOOTER, DATA_KEY);

    byte[] master =
        Base64.getDecoder().decode(Files.readString(folder.resolve("footer-0001.key")).strip());
    byte[] text = Base64.getDecoder().decode(wrapped.text());
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(master, "AES"),
        new GCMParameterSpec(128, Arrays.copyOf(text, 12)));
    cipher.updateAAD("footer:1".getBytes(StandardCharsets.UTF_8));

    assertThat(cipher.doFinal(text, 12, text.length - 12)).isEqualTo(DATA_KEY);
  }

  @Test
  void open_ofFilesThatOthersCanRead_isRefused() throws IOException {
    Path folder = parent.resolve("keys");
    KeyFolder.create(folder);
    for (String open : List.of("rw-r-----", "rw----r--", "rw--w----")) {
      Files.setPosixFilePermissions(
          folder.resolve("phi-0001.key"), PosixFilePermissions.fromString(open));
      assertThatThrownBy(() -> KeyFolder.open(folder))
          .isInstanceOf(KeyException.class)
          .hasMessageContaining("phi-0001.key is open to other users")
          .hasMessageContaining("chmod 600");
    }
    Files.setPosixFilePermissions(
        folder.resolve("phi-0001.key"), PosixFilePermissions.fromString("r--------"));
    assertThat(KeyFolder.open(folder).versions()).hasSize(3);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
    assertThatThrownBy(() -> KeyFolder.open(folder))
        .hasMessageContaining(folder + " is open to other users")
        .hasMessageContaining("chmod 700");
  }

  @Test
  void open_ofSomethingElse_saysWhatToDo() throws IOException {
    assertThatThrownBy(() -> KeyFolder.open(parent.resolve("nowhere")))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("nowhere does not exist")
        .hasMessageContaining("cartulary keys create");
    Path empty = Files.createDirectory(parent.resolve("empty"));
    Files.setPosixFilePermissions(empty, PosixFilePermissions.fromString("rwx------"));
    assertThatThrownBy(() -> KeyFolder.open(empty)).hasMessageContaining("holds no keys");
  }

  @Test
  void open_ofAKeyOfAnotherLength_isRefusedWithoutItsText() throws IOException {
    for (String text : List.of("", "c2hvcnQ=", "not base 64!", "QUFB".repeat(20))) {
      Path folder = parent.resolve("keys" + text.length());
      KeyFolder.create(folder);
      Files.writeString(folder.resolve("ledger-0001.key"), text);
      assertThatThrownBy(() -> KeyFolder.open(folder))
          .isInstanceOf(KeyException.class)
          .hasMessageContaining("ledger-0001.key is not a key of 32 bytes")
          .hasMessageContaining("restore it from a backup")
          .satisfies(
              e ->
                  assertThat(text.isEmpty() || !String.valueOf(e.getMessage()).contains(text))
                      .isTrue());
    }
  }

  @Test
  void unwrap_withoutTheRightKey_saysWhichOneIsMissing() throws IOException {
    Path folder = parent.resolve("keys");
    KeyFolder keys = KeyFolder.create(folder);
    WrappedKey wrapped = keys.wrap(KeyName.PHI, DATA_KEY);
    KeyFolder others = KeyFolder.create(parent.resolve("others"));

    assertThatThrownBy(() -> others.unwrap(wrapped))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("phi-0001.key is another key");
    assertThatThrownBy(() -> keys.unwrap(new WrappedKey("phi:7", wrapped.text())))
        .hasMessageContaining("no version 7 of the key phi")
        .hasMessageContaining("copy phi-0007.key");
    assertThatThrownBy(() -> keys.unwrap(new WrappedKey("footer:1", wrapped.text())))
        .hasMessageContaining("footer-0001.key is another key");
    assertThatThrownBy(() -> keys.unwrap(new WrappedKey("phi:1", "?")))
        .hasMessageContaining("damaged");
    assertThatThrownBy(() -> keys.unwrap(new WrappedKey("cartulary-phi", "vault:v1:AAAA")))
        .hasMessageContaining("not one of a key folder");
    Files.delete(folder.resolve("phi-0001.key"));
    assertThatThrownBy(() -> keys.wrap(KeyName.PHI, DATA_KEY))
        .hasMessageContaining("has no key phi");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
