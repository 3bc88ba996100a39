package dev.cartulary.ledger;

import dev.cartulary.completion.PrefixRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names a completion by all that can change it: the model's fingerprint, the prefix, and every
 * branch with its constraint.
 */
public final class CompletionKey {
  private CompletionKey() {}

  /** 64 lower-case hexadecimal digits, the same in every process. */
  public static String of(String modelFingerprint, PrefixRequest request) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(modelFingerprint.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
      digest.update(PayloadCodec.encode(request));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
