package dev.cartulary.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of bytes that come in pieces. Texts count as their bytes in UTF-8. */
public final class Sha256 {
  private final MessageDigest digest;

  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** 64 lower-case hexadecimal digits. */
  public static String hex(byte[] bytes) {
    return new Sha256().add(bytes).hex();
  }

  /** 64 lower-case hexadecimal digits. */
  public static String hex(String text) {
    return new Sha256().add(text).hex();
  }

  public Sha256 add(byte[] bytes) {
    return add(bytes, 0, bytes.length);
  }

  public Sha256 add(byte[] bytes, int start, int length) {
    digest.update(bytes, start, length);
    return this;
  }

  public Sha256 add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The 32 bytes; it then begins anew. */
  public byte[] bytes() {
    return digest.digest();
  }

  /** 64 lower-case hexadecimal digits; it then begins anew. */
  public String hex() {
    return HexFormat.of().formatHex(bytes());
  }
}
