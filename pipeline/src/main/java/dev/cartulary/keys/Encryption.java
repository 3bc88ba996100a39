package dev.cartulary.keys;

import static java.util.Objects.requireNonNull;

import dev.cartulary.egress.Destination;
import java.io.Serializable;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a job encrypts what it writes.
 *
 * @param place of the keys; the ledger is always encrypted with them
 * @param columns of tables
 */
public record Encryption(Place place, Columns columns) implements Serializable {
  public Encryption {
    requireNonNull(place, "place is null");
    requireNonNull(columns, "columns is null");
  }

  /** Under which keys the columns of new tables are. */
  public enum Columns {
    /** Those that say nothing of a person under {@code footer}, the others under {@code phi}. */
    SEPARATE,
    /** All under {@code phi}, for readers that know no keys of columns. */
    TOGETHER,
    /** None: tables are written as they are, but for values that are sealed one by one. */
    CLEAR
  }

  /** Where master keys are. */
  public sealed interface Place extends Serializable {
    /** Hosts and ports that have to be reached for them. */
    default Set<Destination> destinations() {
      return Set.of();
    }
  }

  /** In a folder of files. */
  public record Folder(String path) implements Place {
    public Folder {
      requireNonNull(path, "path is null");
    }
  }

  /**
   * In the transit engine of a HashiCorp Vault server.
   *
   * @param address {@code https://host:port}
   * @param mount where the engine is mounted, usually {@code transit}
   * @param prefix of the names of the keys there
   * @param tokenFile a file with the token, read at each call; null where a variable holds it
   * @param tokenVariable the environment variable with the token; null where a file holds it
   */
  public record Vault(
      String address,
      String mount,
      String prefix,
      @Nullable String tokenFile,
      @Nullable String tokenVariable)
      implements Place {
    public Vault {
      requireNonNull(address, "address is null");
      requireNonNull(mount, "mount is null");
      requireNonNull(prefix, "prefix is null");
      if ((tokenFile == null) == (tokenVariable == null)) {
        throw new IllegalArgumentException("a token is in a file or in a variable");
      }
    }

    @Override
    public Set<Destination> destinations() {
      URI uri = URI.create(address);
      int usual = "https".equals(uri.getScheme()) ? 443 : 80;
      return Set.of(new Destination(uri.getHost(), uri.getPort() < 0 ? usual : uri.getPort()));
    }
  }
}
