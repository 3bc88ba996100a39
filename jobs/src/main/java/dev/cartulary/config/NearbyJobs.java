package dev.cartulary.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The job files that somebody may have meant who named one that is not there. */
final class NearbyJobs {
  private static final int MOST = 5;

  private NearbyJobs() {}

  /** In the folder of {@code missing}, in this folder and in its folder jobs; by their names. */
  static Optional<String> of(Path missing) {
    Path parent = missing.getParent();
    List<String> names = new ArrayList<>();
    Stream.of(parent == null ? Path.of("") : parent, Path.of(""), Path.of("jobs"))
        .distinct()
        .forEach(folder -> names.addAll(in(folder)));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(", ", names.stream().distinct().limit(MOST).toList()));
  }

  private static List<String> in(Path folder) {
    if (!Files.isDirectory(folder.toAbsolutePath())) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(Path::toString).filter(name -> name.endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      // A folder that cannot be listed offers nothing.
      return List.of();
    }
  }
}
