package dev.cartulary.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.field.DocumentType;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldType;
import dev.cartulary.field.SummarySection;
import dev.cartulary.yaml.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltInTypesTest {
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"contract", "clinical-note"})
  void builtIn_everyType_loads(String name) {
    DocumentType type = DocumentTypes.builtIn(name);
    assertThat(type.name()).isEqualTo(name);
    assertThat(type.fingerprint()).hasSize(64);
  }

  @Test
  void contract_yesNoClauses_areSoughtByCues() {
    assertThat(DocumentTypes.builtIn("contract").fields())
        .filteredOn(field -> field.type() == FieldType.BOOLEAN)
        .hasSize(33)
        .allSatisfy(field -> assertThat(field.cues()).isNotEmpty());
  }

  @Test
  void load_prior_isReadAndNeedsRulesThatOfferCandidates(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("lease.yaml");
    String field = "name: lease\nfields:\n  - {name: rent, prior: 0.85, type: money";
    Files.writeString(file, field + ", candidates: money}\n");
    assertThat(DocumentTypes.load(file).fields().get(0).prior()).isEqualTo(0.85);
    Files.writeString(file, field + "}\n");
    assertThatThrownBy(() -> DocumentTypes.load(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("prior");
  }

  @Test
  void load_sectionsOfASummary_needLabels(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("lease.yaml");
    String rest = "]\nfields:\n  - {name: rent, type: money, candidates: money}\n";
    String start = "name: lease\nsummary:\n  sections: [";
    Files.writeString(file, start + "{labels: premises, words: 12}" + rest);
    assertThat(DocumentTypes.load(file).summarySections())
        .containsExactly(new SummarySection(List.of("premises"), 1, 12));
    Files.writeString(file, start + "{sentences: 2}" + rest);
    assertThatThrownBy(() -> DocumentTypes.load(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("labels");
  }

  @Test
  void load_contextsAndRelations_mustNameWhatIsThere(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("lease.yaml");
    String start = "name: lease\nfields:\n  - {name: start, type: date, candidates: dates}\n";
    String end = "  - {name: end, type: date, candidates: [dates, durations]";
    Files.writeString(
        file,
        start + end + ", contexts: ['until <dates>', 'for <durations>'], counted-from: start}\n");
    FieldDefinition field = DocumentTypes.load(file).fields().get(1);
    assertThat(field.contexts()).containsExactly("until <dates>", "for <durations>");
    assertThat(field.relations().countedFrom()).containsExactly("start");
    for (String wrong :
        List.of(
            "contexts: until", "contexts: '<money>'", "not-before: day", "years-between: start")) {
      Files.writeString(file, start + end + ", " + wrong + "}\n");
      assertThatThrownBy(() -> DocumentTypes.load(file))
          .as(wrong)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("lease.yaml");
    }
  }

  @Test
  void load_pieces_standInExpressionsAsGroups(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("lease.yaml");
    String pieces = "name: lease\npieces:\n  end: until|through\n  to-end: '{end} <dates>'\n";
    String field = "fields:\n  - {name: end, type: date, candidates: [dates, pattern]";
    Files.writeString(
        file,
        pieces
            + field
            + ", cues: '\\b{end}', contexts: ['{to-end}'], until: 'x{2}{end}?',"
            + " patterns: '\\p{Lu}{3,}'}\n");
    FieldDefinition read = DocumentTypes.load(file).fields().get(0);
    assertThat(read.cues()).containsExactly("\\b(?:until|through)");
    assertThat(read.contexts()).containsExactly("(?:(?:until|through) <dates>)");
    assertThat(read.until()).isEqualTo("x{2}(?:until|through)?");
    assertThat(read.patterns()).containsExactly("\\p{Lu}{3,}");
    Files.writeString(file, pieces + field + ", patterns: a, cues: ['{begin} at']}\n");
    assertThatThrownBy(() -> DocumentTypes.load(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("{begin}");
    Files.writeString(file, "pieces: {a: '{b}', b: x}\n" + pieces.replace("pieces:", "p:"));
    assertThatThrownBy(() -> DocumentTypes.load(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("pieces.a names the piece {b}");
  }

  @Test
  void clinicalNote_whatIdentifiesAPatient_isMarked() {
    assertThat(DocumentTypes.builtIn("clinical-note").fields())
        .filteredOn(FieldDefinition::phi)
        .extracting(FieldDefinition::name)
        .containsExactly("patient_name", "mrn", "date_of_birth", "age", "dates_of_service");
  }
}
