package dev.cartulary.gold;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return new BigInteger(HexFormat.of().formatHex(hash), 16)
          .mod(BigInteger.valueOf(PARTS))
          .intValue();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
