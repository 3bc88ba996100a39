package dev.cartulary.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 of bytes.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(String hex) {
  /** Of the pieces one after the other. */
  public static Sha256 of(byte[]... pieces) {
    MessageDigest digest = begin();
    for (byte[] piece : pieces) {
      digest.update(piece);
    }
    return end(digest);
  }

  /** Of a text in UTF-8. */
  public static Sha256 of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Takes bytes that do not fit into memory; {@link #end} makes the value. */
  public static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Of what a digest from {@link #begin} has taken. */
  public static Sha256 end(MessageDigest digest) {
    return new Sha256(HexFormat.of().formatHex(digest.digest()));
  }
}
