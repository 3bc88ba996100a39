package dev.cartulary.keys;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A text that is encrypted by itself, for a place that holds text: {@code sealed:} and, in Base64,
 * what {@link KeyRing#seal} makes under {@link KeyName#PHI}. Its place is authenticated with it: in
 * another one it cannot be opened.
 */
public final class SealedText {
  private static final String MARK = "sealed:";

  private SealedText() {}

  /**
   * Encrypts.
   *
   * @param place parts without line breaks
   */
  public static String seal(KeyRing keys, String plain, String... place) {
    byte[] sealed = keys.seal(KeyName.PHI, plain.getBytes(StandardCharsets.UTF_8), context(place));
    return MARK + Base64.getEncoder().encodeToString(sealed);
  }

  /** Whether a text looks like one that {@link #seal} made. */
  public static boolean isSealed(String text) {
    return text.startsWith(MARK);
  }

  /**
   * Decrypts what {@link #seal} made.
   *
   * @throws KeyException if the master key is missing, or the text or its place was changed
   */
  public static String open(KeyRing keys, String sealed, String... place) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(sealed.substring(MARK.length()));
    } catch (IllegalArgumentException e) {
      throw new KeyException("a sealed value was changed or cut off: it is not Base64");
    }
    return new String(keys.open(bytes, context(place)), StandardCharsets.UTF_8);
  }

  private static byte[] context(String... place) {
    return String.join("\n", place).getBytes(StandardCharsets.UTF_8);
  }
}
