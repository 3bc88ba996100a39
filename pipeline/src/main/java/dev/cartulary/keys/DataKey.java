package dev.cartulary.keys;

/** A key that bytes are encrypted with, and the wrapped form that is written beside them. */
public final class DataKey {
  /** Of AES-256. */
  static final int BYTES = 32;

  private final byte[] bytes;
  private final WrappedKey wrapped;

  DataKey(byte[] bytes, WrappedKey wrapped) {
    this.bytes = bytes.clone();
    this.wrapped = wrapped;
  }

  /** 32 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  public WrappedKey wrapped() {
    return wrapped;
  }
}
