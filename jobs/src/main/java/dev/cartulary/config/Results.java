package dev.cartulary.config;

import static java.util.Objects.requireNonNull;

import dev.cartulary.keys.Encryption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a job's tables are.
 *
 * @param encryption how they are encrypted; null where they are not
 */
public record Results(Path output, @Nullable Encryption encryption) {
  public Results {
    requireNonNull(output, "output is null");
  }
}
