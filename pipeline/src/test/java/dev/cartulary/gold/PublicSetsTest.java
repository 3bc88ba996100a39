package dev.cartulary.gold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cartulary.field.DocumentType;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.types.DocumentTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The public sets as they are published: all of them can be read, and mean something to a type. */
class PublicSetsTest {
  private static Path data() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = Objects.requireNonNull(folder.getParent(), "no folder above this one has .mvn");
    }
    return folder.resolveSibling("shared").resolve("data");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "contracts/cuad, CUAD, contract, 300, 41",
    "medical/aci-bench.jsonl, ACI_BENCH, clinical-note, 80, 4",
    "medical/mtsamples.jsonl, MTSAMPLES, clinical-note, 1800, 0",
    "medical/ccda, CCDA, clinical-note, 170, 6",
    "medical/maccrobat, MACCROBAT, clinical-note, 100, 5"
  })
  void read_publicSet_isWhole(
      String path, Layout layout, String name, int leastDocuments, int fields) {
    Path gold = data().resolve(path);
    assumeTrue(Files.exists(gold), "the public set is not at " + gold);
    DocumentType type = DocumentTypes.builtIn(name);

    assertThat(Layout.of(gold)).isEqualTo(layout);
    List<GoldDocument> documents = layout.read(gold, gold, type).documents();

    assertThat(documents).hasSizeGreaterThanOrEqualTo(leastDocuments);
    Set<String> judged =
        documents.stream()
            .flatMap(d -> d.fields().stream())
            .map(GoldField::name)
            .collect(Collectors.toSet());
    assertThat(judged)
        .hasSize(fields)
        .isSubsetOf(type.fields().stream().map(FieldDefinition::name).toList());
    for (String field : judged) {
      assertThat(documents.stream().flatMap(d -> d.fields().stream()))
          .as("gold values of %s", field)
          .anyMatch(f -> f.name().equals(field) && !f.values().isEmpty());
    }
    assertThat(documents)
        .as("with a summary, or values")
        .allMatch(d -> d.summary() != null || !d.fields().isEmpty());
    assertThat(documents.stream().filter(d -> d.part() == Split.DEVELOPMENT).count())
        .isBetween(documents.size() / 20L, documents.size() / 5L);
  }
}
