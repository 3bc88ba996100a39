package dev.cartulary.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {
  @TempDir Path parent;
  private Encryption.Folder place = new Encryption.Folder("");

  @BeforeEach
  void makeKeys() {
    Path folder = parent.resolve("keys");
    KeyFolder.create(folder);
    place = new Encryption.Folder(folder.toString());
  }

  @Test
  void seal_ofAnything_opensToTheSame() {
    Random random = new Random(7);
    KeyRing writer = KeyRing.open(place);
    KeyRing reader = KeyRing.open(place);
    for (int length : new int[] {0, 1, 15, 16, 17, 1_000, 100_000}) {
      byte[] plain = new byte[length];
      random.nextBytes(plain);
      byte[] context = ("row " + length).getBytes(StandardCharsets.UTF_8);

      byte[] sealed = writer.seal(KeyName.LEDGER, plain, context);

      assertThat(reader.open(sealed, context)).isEqualTo(plain);
    }
  }

  @Test
  void seal_twice_differs() {
    KeyRing keys = KeyRing.open(place);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      seen.add(Arrays.toString(keys.seal(KeyName.LEDGER, new byte[4], new byte[0])));
    }
    assertThat(seen).hasSize(1_000);
  }

  @Test
  void open_withAnyByteChanged_isRefused() {
    KeyRing keys = KeyRing.open(place);
    byte[] context = {1, 2, 3};
    byte[] sealed = keys.seal(KeyName.LEDGER, "John Doe".getBytes(StandardCharsets.UTF_8), context);
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> keys.open(changed, context))
          .as("byte %d", i)
          .isInstanceOf(KeyException.class);
    }
    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertThatThrownBy(() -> keys.open(cut, context))
          .as("length %d", length)
          .isInstanceOf(KeyException.class);
    }
    assertThatThrownBy(() -> keys.open(sealed, new byte[] {1, 2, 4}))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("belongs elsewhere");
  }

  @Test
  void dataKey_isOneAPurposeAndRing() {
    KeyRing keys = KeyRing.open(place);

    assertThat(keys.dataKey(KeyName.PHI)).isSameAs(keys.dataKey(KeyName.PHI));
    assertThat(keys.dataKey(KeyName.PHI).bytes())
        .hasSize(32)
        .isNotEqualTo(keys.dataKey(KeyName.FOOTER).bytes())
        .isNotEqualTo(KeyRing.open(place).dataKey(KeyName.PHI).bytes())
        .isEqualTo(KeyRing.open(place).unwrap(keys.dataKey(KeyName.PHI).wrapped()));
  }

  @Test
  void mark_isEqualWithinARingOnly() {
    KeyRing keys = KeyRing.open(place);
    byte[] path = "doe_john.pdf".getBytes(StandardCharsets.UTF_8);

    assertThat(keys.mark(KeyName.LEDGER, path))
        .matches("[0-9a-f]{64}")
        .isEqualTo(keys.mark(KeyName.LEDGER, path.clone()))
        .isNotEqualTo(keys.mark(KeyName.LEDGER, new byte[0]))
        .isNotEqualTo(KeyRing.open(place).mark(KeyName.LEDGER, path));
  }

  @Test
  void keyMaterial_readsWhatItWrites_andNothingElse() {
    WrappedKey key = new WrappedKey("phi:1", "AAAA");
    for (boolean footer : new boolean[] {true, false}) {
      assertThat(KeyMaterial.read(KeyMaterial.write(key, footer))).isEqualTo(key);
    }
    for (String foreign :
        new String[] {"", "meta", "{}", "[]", "{\"keyMaterialType\":\"PKMT1\"}", "\u0000"}) {
      assertThatThrownBy(() -> KeyMaterial.read(foreign.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(KeyException.class)
          .hasMessageContaining("not of Cartulary");
    }
  }
}
