package dev.cartulary.privacy;

import java.nio.file.Path;

/** A key file that cannot be used; the message names file, cause and remedy. */
public final class PrivacyKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PrivacyKeyException(Path file, String cause, String remedy) {
    super("the key file " + file + " " + cause + "; " + remedy);
  }
}
