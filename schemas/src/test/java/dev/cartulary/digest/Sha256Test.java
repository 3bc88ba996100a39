package dev.cartulary.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class Sha256Test {
  /** The example of FIPS 180-4 for one block. */
  private static final Sha256 OF_ABC =
      new Sha256("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

  @Test
  void of_knownTexts_isTheirDigest() {
    assertThat(Sha256.of("abc")).isEqualTo(OF_ABC);
    assertThat(Sha256.of("").hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(Sha256.of("\u00e9"))
        .isEqualTo(Sha256.of(new byte[] {(byte) 0xc3, (byte) 0xa9}))
        .isNotEqualTo(Sha256.of("e"));
  }

  @Test
  void of_pieces_isThatOfTheWhole() {
    byte[] bytes = "xab".getBytes(StandardCharsets.UTF_8);
    MessageDigest digest = Sha256.begin();
    digest.update(bytes, 1, 2);
    digest.update((byte) 'c');
    assertThat(Sha256.end(digest)).isEqualTo(OF_ABC);
    assertThat(Sha256.of(new byte[] {'a', 'b'}, new byte[0], new byte[] {'c'})).isEqualTo(OF_ABC);
  }
}
