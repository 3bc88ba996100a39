package dev.cartulary.privacy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret from which surrogates, shifts and hashes are derived, by HMAC-SHA256. Never printed.
 */
public final class PrivacyKey {
  /** Bytes: as many as the hash has. */
  static final int SHORTEST = 32;

  private static final String MAKE = "make one with: (umask 077; head -c 32 /dev/urandom > FILE)";

  private static final Set<PosixFilePermission> OWNER =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final SecretKeySpec key;

  private PrivacyKey(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /**
   * The file's bytes.
   *
   * @throws PrivacyKeyException if the file is missing, too short, or others may read it
   */
  public static PrivacyKey read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (Files.getFileStore(file).supportsFileAttributeView("posix")
          && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
        throw new PrivacyKeyException(
            file, "may be read or written by others than its owner", "run chmod 600 on it");
      }
      if (bytes.length < SHORTEST) {
        throw new PrivacyKeyException(
            file, "has " + bytes.length + " bytes and must have at least " + SHORTEST, MAKE);
      }
      return new PrivacyKey(bytes);
    } catch (NoSuchFileException e) {
      throw new PrivacyKeyException(file, "does not exist", MAKE);
    } catch (IOException e) {
      throw new PrivacyKeyException(
          file,
          "cannot be read (" + e.getClass().getSimpleName() + ")",
          "check that it is a file and that this user may read it");
    }
  }

  /** 32 bytes that depend on all of the parts and on where one ends and the next begins. */
  byte[] derive(String... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        mac.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        mac.update(bytes);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HmacSHA256", e);
    }
  }

  /** The first {@code digits} hexadecimal digits of {@link #derive}. */
  String hex(int digits, String... parts) {
    return HexFormat.of().formatHex(derive(parts)).substring(0, digits);
  }

  /** Differs for different keys and tells nothing about them. */
  public String fingerprint() {
    return hex(16, "fingerprint");
  }

  @Override
  public String toString() {
    return "PrivacyKey";
  }
}
