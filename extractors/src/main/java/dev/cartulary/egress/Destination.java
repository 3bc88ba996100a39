package dev.cartulary.egress;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * A host and a port to which a job may connect.
 *
 * @param host name or address, as the job writes it, in small letters
 */
public record Destination(String host, int port) {
  public Destination {
    requireNonNull(host, "host is null");
    host = host.toLowerCase(Locale.ROOT);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("no port: " + port);
    }
  }

  /** Whether the host has to be looked up. */
  boolean isNamed() {
    return !host.matches("[0-9.]+|\\[?[0-9a-f:.]*:[0-9a-f:.]*]?");
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
