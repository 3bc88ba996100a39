package dev.cartulary.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cartulary.chunk.Sentences;
import dev.cartulary.gold.BratSpan;
import dev.cartulary.gold.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How right the built-in weights are on case reports from which they did not learn. */
class PublicReportsTest {
  private static final Map<String, EntityKind> KINDS =
      Map.of("Disease_disorder", EntityKind.PROBLEM, "Medication", EntityKind.DRUG);

  private static Path reports() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = Objects.requireNonNull(folder.getParent(), "no folder above this one has .mvn");
    }
    return folder.resolveSibling("shared").resolve("data/medical/maccrobat");
  }

  /** Mentions, not values: a span is right where one of the same kind overlaps it. */
  private static final class Count {
    private int found;
    private int right;
    private int gold;
    private int seen;
  }

  @Test
  void find_reportsOfOtherParts_reachesTheFloors() throws IOException {
    Path reports = reports();
    assumeTrue(Files.isDirectory(reports), "the public set is not at " + reports);
    Map<EntityKind, Count> counts = new TreeMap<>();
    try (Stream<Path> files = Files.list(reports)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
        String name = file.getFileName().toString();
        if (Split.part(name) >= Split.DEVELOPMENT) {
          count(Files.readString(file), file.resolveSibling(name.replace(".txt", ".ann")), counts);
        }
      }
    }
    assertFloors(counts.getOrDefault(EntityKind.PROBLEM, new Count()), 0.7, 0.36);
    assertFloors(counts.getOrDefault(EntityKind.DRUG, new Count()), 0.84, 0.42);
  }

  private static void assertFloors(Count count, double precision, double recall) {
    assertThat((double) count.right / count.found).as("precision").isGreaterThan(precision);
    assertThat((double) count.seen / count.gold).as("recall").isGreaterThan(recall);
  }

  private static void count(String text, Path annotations, Map<EntityKind, Count> counts)
      throws IOException {
    var gold =
        BratSpan.read(Files.readString(annotations)).stream()
            .filter(span -> KINDS.containsKey(span.kind()))
            .toList();
    var found =
        Entity.apart(EntityRecogniser.clinical().find(text, Sentences.of(text))).stream()
            .filter(entity -> entity.probability() >= 0.5)
            .toList();
    for (EntityKind kind : KINDS.values()) {
      Count count = counts.computeIfAbsent(kind, k -> new Count());
      var right = gold.stream().filter(span -> KINDS.get(span.kind()) == kind).toList();
      var said = found.stream().filter(entity -> entity.kind() == kind).toList();
      count.gold += right.size();
      count.found += said.size();
      for (Entity entity : said) {
        count.right += right.stream().anyMatch(s -> s.span().overlaps(entity.span())) ? 1 : 0;
      }
      for (BratSpan span : right) {
        count.seen += said.stream().anyMatch(e -> e.span().overlaps(span.span())) ? 1 : 0;
      }
    }
  }
}
