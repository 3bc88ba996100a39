package dev.cartulary.document;

import java.io.Serializable;

/** The identity of a document: the SHA-256 of its bytes as 64 lower-case hexadecimal digits. */
public record DocumentId(String sha256) implements Serializable, Comparable<DocumentId> {
  public DocumentId {
    if (sha256.length() != 64
        || !sha256
            .chars()
            .allMatch(c -> Character.digit(c, 16) >= 0 && !Character.isUpperCase(c))) {
      throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal: " + sha256);
    }
  }

  /** The first twelve digits, for people. */
  public String brief() {
    return sha256.substring(0, 12);
  }

  @Override
  public int compareTo(DocumentId other) {
    return sha256.compareTo(other.sha256);
  }

  @Override
  public String toString() {
    return sha256;
  }
}
