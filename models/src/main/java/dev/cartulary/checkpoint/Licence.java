package dev.cartulary.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The licence that a published folder states. */
final class Licence {
  private static final List<String> CARDS = List.of("README.md", "MODEL_CARD.md");

  private Licence() {}

  /** What the head of the model card says, else the first line of a licence file. */
  static Optional<String> of(Path folder) {
    for (String card : CARDS) {
      Optional<String> stated = value(lines(folder.resolve(card)));
      if (stated.isPresent()) {
        return stated;
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> name(file).startsWith("licen"))
          .sorted()
          .flatMap(
              file -> lines(file).stream().map(String::strip).filter(l -> !l.isEmpty()).limit(1))
          .findFirst();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** {@code license_name} or {@code license} between the first two lines of three dashes. */
  private static Optional<String> value(List<String> lines) {
    if (lines.isEmpty() || !lines.get(0).strip().equals("---")) {
      return Optional.empty();
    }
    List<String> head = lines.stream().skip(1).takeWhile(line -> !line.startsWith("---")).toList();
    return Stream.of("license_name:", "license:")
        .flatMap(
            key ->
                head.stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(key.length()).strip()))
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  private static List<String> lines(Path file) {
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try {
      return Files.readAllLines(file);
    } catch (MalformedInputException notText) {
      return List.of();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }
}
