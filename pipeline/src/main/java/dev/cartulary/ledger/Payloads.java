package dev.cartulary.ledger;

import dev.cartulary.digest.Sha256;
import dev.cartulary.keys.KeyException;
import dev.cartulary.keys.KeyName;
import dev.cartulary.keys.KeyRing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts records into payload columns and takes them out, encrypted where there are keys. What was
 * written without keys stays readable with them.
 *
 * <p>An encrypted payload is the byte 2, the wrapped data key with the name and version of its
 * master key, and the payload of {@link PayloadCodec} under AES-256-GCM. Its place, the table and
 * the key of the row, is authenticated with it: a payload that was moved to another row is as good
 * as damaged.
 */
final class Payloads {
  private static final byte SEALED = 2;

  /** In bytes; PostgreSQL's indexes take 2,704 a row. */
  private static final int LONGEST_MARK = 2_000;

  /** In characters, of a path that is longer. */
  private static final int BEGINNING = 600;

  private final @Nullable KeyRing keys;

  Payloads(@Nullable KeyRing keys) {
    this.keys = keys;
  }

  /**
   * What stands for a path in a key of a row: the path itself where there are no keys; its
   * beginning and its hash where no index has room for it.
   */
  String mark(String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    if (keys != null) {
      return keys.mark(KeyName.LEDGER, bytes);
    }
    if (bytes.length <= LONGEST_MARK) {
      return path;
    }
    int end = Character.isHighSurrogate(path.charAt(BEGINNING - 1)) ? BEGINNING - 1 : BEGINNING;
    return path.substring(0, end) + " sha256:" + Sha256.of(bytes).hex();
  }

  /** Whether a payload is encrypted. */
  static boolean isSealed(byte[] payload) {
    return payload.length > 0 && payload[0] == SEALED;
  }

  /**
   * Bytes for a column.
   *
   * @param place the table and the key of the row
   */
  byte[] write(Object record, String... place) {
    return sealed(PayloadCodec.encode(record), place);
  }

  /** Likewise, of what {@link PayloadCodec} has written. */
  byte[] sealed(byte[] plain, String... place) {
    if (keys == null) {
      return plain;
    }
    byte[] sealed = keys.seal(KeyName.LEDGER, plain, context(place));
    byte[] payload = new byte[sealed.length + 1];
    payload[0] = SEALED;
    System.arraycopy(sealed, 0, payload, 1, sealed.length);
    return payload;
  }

  /** What {@link #write} took, or {@link #sealed}. */
  <T> T read(byte[] payload, Class<T> type, String... place) {
    if (!isSealed(payload)) {
      return PayloadCodec.decode(payload, type);
    }
    if (keys == null) {
      throw new LedgerException(
          "the ledger holds an encrypted "
              + type.getSimpleName()
              + ", and the job names no keys; name under encryption what the job that wrote it had"
              + " there");
    }
    byte[] sealed = Arrays.copyOfRange(payload, 1, payload.length);
    try {
      return PayloadCodec.decode(keys.open(sealed, context(place)), type);
    } catch (KeyException e) {
      throw new LedgerException(
          "the ledger holds a "
              + type.getSimpleName()
              + " that cannot be decrypted: "
              + e.getMessage(),
          e);
    }
  }

  /** Parts of a place hold no line breaks. */
  private static byte[] context(String... place) {
    return String.join("\n", place).getBytes(StandardCharsets.UTF_8);
  }
}
