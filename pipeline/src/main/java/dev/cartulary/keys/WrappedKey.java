package dev.cartulary.keys;

import static java.util.Objects.requireNonNull;

/**
 * A data key that only the holder of a master key can use.
 *
 * @param master the id of the master key: {@code phi:2} is version 2 of the key {@code phi} of a
 *     folder; with Vault, the name of the key there
 * @param text the encrypted data key: Base64, or as Vault writes it
 */
public record WrappedKey(String master, String text) {
  public WrappedKey {
    requireNonNull(master, "master is null");
    requireNonNull(text, "text is null");
  }
}
