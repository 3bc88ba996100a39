package dev.cartulary.gold;

import dev.cartulary.digest.Sha256;
import java.math.BigInteger;

/**
 * The part of a set to which a document belongs, by its name alone: the last decimal digit of the
 * SHA-256 of the name in UTF-8, read as one number, most significant byte first. Parts 0 to 4 are
 * for training, part 5 is for development.
 */
public final class Split {
  /** The part on which development is measured. */
  public static final int DEVELOPMENT = 5;

  private static final int PARTS = 10;

  private Split() {}

  /** 0 to 9. */
  public static int part(String name) {
    return new BigInteger(Sha256.of(name).hex(), 16).mod(BigInteger.valueOf(PARTS)).intValue();
  }
}
