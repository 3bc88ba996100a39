package dev.cartulary.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.field.DocumentType;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldType;
import org.junit.jupiter.api.Test;
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
  void clinicalNote_whatIdentifiesAPatient_isMarked() {
    assertThat(DocumentTypes.builtIn("clinical-note").fields())
        .filteredOn(FieldDefinition::phi)
        .extracting(FieldDefinition::name)
        .containsExactly("patient_name", "mrn", "date_of_birth", "age", "dates_of_service");
  }
}
