package dev.cartulary.ledger;

import dev.cartulary.completion.PrefixRequest;
import dev.cartulary.digest.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * Names a completion by all that can change it: the model's fingerprint, the prefix, and every
 * branch with its constraint.
 */
public final class CompletionKey {
  private CompletionKey() {}

  /** 64 lower-case hexadecimal digits, the same in every process. */
  public static String of(String modelFingerprint, PrefixRequest request) {
    byte[] model = (modelFingerprint + "\n").getBytes(StandardCharsets.UTF_8);
    return Sha256.of(model, PayloadCodec.encode(request)).hex();
  }
}
