package dev.cartulary.ledger;

import static java.util.Objects.requireNonNull;

import dev.cartulary.egress.Destination;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a ledger is: a JDBC URL of H2 or PostgreSQL, a user and a password, both empty where the
 * database asks for none.
 */
public record LedgerAddress(String url, String user, String password) implements Serializable {
  private static final int PORT = 5432;

  /** Several servers are divided by commas; without any it is this machine. */
  private static final Pattern SERVERS =
      Pattern.compile("jdbc:postgresql:(?://(?<servers>[^/?;]*))?");

  private static final Pattern FILE = Pattern.compile("jdbc:h2:file:(.+)");

  private static final Pattern SERVER =
      Pattern.compile("\\[?(?<host>(?<=\\[)[^]]*|[^:\\[]*)]?(?::(?<port>\\d{1,5}))?");

  public LedgerAddress {
    requireNonNull(url, "url is null");
    requireNonNull(user, "user is null");
    requireNonNull(password, "password is null");
  }

  /** Whether what is stored goes to a database server, and not into a file of this process. */
  public boolean isServer() {
    return !url.startsWith("jdbc:h2:");
  }

  /** Hosts and ports of the database; none for a file. */
  public Set<Destination> destinations() {
    Matcher matcher = SERVERS.matcher(url);
    if (!matcher.lookingAt()) {
      return Set.of();
    }
    Set<Destination> destinations = new HashSet<>();
    for (String server : Objects.requireNonNullElse(matcher.group("servers"), "").split(",", -1)) {
      Matcher parts = SERVER.matcher(server);
      if (parts.matches()) {
        String host = parts.group("host");
        String port = parts.group("port");
        destinations.add(
            new Destination(
                host.isEmpty() ? "localhost" : host, port == null ? PORT : Integer.parseInt(port)));
      }
    }
    return destinations;
  }

  /** The file of a ledger that has one. */
  public @Nullable Path file() {
    Matcher matcher = FILE.matcher(toString());
    return matcher.matches() ? Path.of(matcher.group(1) + ".mv.db") : null;
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
