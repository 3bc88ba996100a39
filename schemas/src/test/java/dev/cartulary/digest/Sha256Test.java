package dev.cartulary.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Sha256Test {
  /** The example of FIPS 180-4 for one block. */
  private static final String OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void hex_ofAKnownText_isItsDigest() {
    assertThat(Sha256.hex("abc")).isEqualTo(OF_ABC);
    assertThat(Sha256.hex(new byte[0]))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void hex_ofPieces_isThatOfTheWhole() {
    byte[] bytes = "xab".getBytes(StandardCharsets.UTF_8);
    Sha256 digest = new Sha256().add(bytes, 1, 2).add("c");
    assertThat(digest.hex()).isEqualTo(OF_ABC);
    assertThat(digest.add("abc").hex()).as("after it was asked").isEqualTo(OF_ABC);
  }
}
