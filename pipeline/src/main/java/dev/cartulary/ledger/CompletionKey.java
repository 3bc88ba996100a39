package dev.cartulary.ledger;

import dev.cartulary.completion.PrefixRequest;
import dev.cartulary.digest.Sha256;

/**
 * Names a completion by all that can change it: the model's fingerprint, the prefix, and every
 * branch with its constraint.
 */
public final class CompletionKey {
  private CompletionKey() {}

  /** 64 lower-case hexadecimal digits, the same in every process. */
  public static String of(String modelFingerprint, PrefixRequest request) {
    return new Sha256().add(modelFingerprint + "\n").add(PayloadCodec.encode(request)).hex();
  }
}
