package dev.cartulary.pdf;

import java.io.IOException;

/** A page shows a picture that cannot be decoded. The message names the page. */
public final class UnreadablePictureException extends IOException {
  private static final long serialVersionUID = 1;

  UnreadablePictureException(String message) {
    super(message);
  }
}
