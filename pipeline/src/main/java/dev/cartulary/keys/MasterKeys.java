package dev.cartulary.keys;

/** Wraps and unwraps data keys. Safe for use by several threads. */
sealed interface MasterKeys permits KeyFolder, VaultTransit {
  /**
   * Wraps with the newest version of a master key.
   *
   * @throws KeyException if the key is missing or cannot be used
   */
  WrappedKey wrap(KeyName name, byte[] dataKey);

  /**
   * Unwraps with the master key that wrapped.
   *
   * @throws KeyException if it is missing or another one
   */
  byte[] unwrap(WrappedKey wrapped);
}
