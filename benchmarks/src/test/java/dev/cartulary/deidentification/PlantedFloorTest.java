package dev.cartulary.deidentification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cartulary.phi.Lexicon;
import dev.cartulary.phi.PhiClass;
import dev.cartulary.phi.PhiFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A sample of what DeidentificationBenchmark measures: worse than this, and something broke. */
final class PlantedFloorTest {
  private static final Path DATA = root().resolveSibling("shared").resolve("data");
  private static final int NOTES = 60;

  /** The repository's root. */
  private static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(".mvn"))) {
        return at;
      }
    }
    throw new IllegalStateException("no folder above this one has .mvn");
  }

  @Test
  void find_plantedNotes_coversEveryClass() {
    assumeTrue(
        Files.exists(DATA.resolve("medical/mtsamples.jsonl")),
        "no ../shared/data here: its notes are planted with identifiers");
    Tally tally = new Tally();
    DeidentificationBenchmark.notes(DATA).entrySet().stream()
        .limit(NOTES)
        .map(note -> Planter.plant(note.getKey(), note.getValue(), note.getKey().hashCode()))
        .forEach(note -> tally.add(note, PhiFinder.find(note.text(), List.of())));

    for (PhiClass kind : PhiClass.values()) {
      if (kind == PhiClass.ORGANIZATION) {
        continue; // Planted as what may be covered, not as what must be.
      }
      assertThat(tally.identifiers(kind)).as("planted %s", kind).isPositive();
      assertThat(tally.recall(kind)).as("recall of %s", kind).isGreaterThanOrEqualTo(0.97);
    }
    assertThat(tally.precision()).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void plant_sameSeed_sameTextWithGoldWhereItSays() {
    Labelled one = Planter.plant("n", "The wound is clean. The patient is well.", 5);
    Labelled two = Planter.plant("n", "The wound is clean. The patient is well.", 5);

    assertThat(one).isEqualTo(two);
    assertThat(one.gold()).isNotEmpty().allMatch(gold -> !gold.span().of(one.text()).isBlank());
  }

  @Test
  void names_forPlanting_standInNoDictionary() {
    Lexicon lexicon = Lexicon.builtIn();
    Map<String, List<String>> words = Persona.words();

    assertThat(words.getOrDefault("given", List.of()))
        .isNotEmpty()
        .noneMatch(name -> lexicon.isGiven(name.toLowerCase(Locale.ROOT)));
    assertThat(words.getOrDefault("surname", List.of()))
        .isNotEmpty()
        .noneMatch(name -> lexicon.isSurname(name.toLowerCase(Locale.ROOT)));
    assertThat(words.getOrDefault("town", List.of()))
        .isNotEmpty()
        .noneMatch(name -> lexicon.cities().contains(name));
  }
}
