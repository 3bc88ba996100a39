package dev.cartulary.gold;

/** Gold labels cannot be used; the message names the file, the cause and the remedy. */
public final class GoldException extends RuntimeException {
  GoldException(String message) {
    super(message);
  }
}
