package dev.cartulary.ledger;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * Where a ledger is: a JDBC URL of H2 or PostgreSQL, a user and a password, both empty where the
 * database asks for none.
 */
public record LedgerAddress(String url, String user, String password) implements Serializable {
  public LedgerAddress {
    requireNonNull(url, "url is null");
    requireNonNull(user, "user is null");
    requireNonNull(password, "password is null");
  }

  /** Whether what is stored goes to a database server, and not into a file of this process. */
  public boolean isServer() {
    return !url.startsWith("jdbc:h2:");
  }

  /** The URL without its parameters, which may hold a password. */
  @Override
  public String toString() {
    int end = url.length();
    for (char mark : new char[] {'?', ';'}) {
      int at = url.indexOf(mark);
      end = at < 0 ? end : Math.min(end, at);
    }
    return url.substring(0, end);
  }
}
