package dev.cartulary.fhir;

import dev.cartulary.clinical.Coding;
import dev.cartulary.clinical.Sheet;
import dev.cartulary.clinical.Topic;
import dev.cartulary.clinical.Words;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent;
import org.hl7.fhir.r4.model.Property;

/** Observations as rows, their components as rows below them; long texts as blocks. */
final class ObservationTable {
  private static final List<String> COLUMNS =
      List.of("Test", "Result", "Reference range", "Flag", "Code");

  /** Elements that have a column. */
  private static final Set<String> COLUMN =
      Set.of(
          "status",
          "code",
          "value[x]",
          "dataAbsentReason",
          "interpretation",
          "referenceRange",
          "component",
          "hasMember");

  private static final Set<String> FINAL = Set.of("", "final");

  private final Sheet sheet;
  private boolean begun;

  ObservationTable(Sheet sheet) {
    this.sheet = sheet;
  }

  void add(Observation observation) {
    String value = observation.hasValue() ? Phrases.of(observation.getValue()) : "";
    if (value.indexOf('\n') >= 0) {
      end();
      sheet.block(Topic.RESULTS, Phrases.coded(observation.getCode()), value);
      return;
    }
    if (!begun) {
      sheet.row(Topic.RESULTS, COLUMNS);
      begun = true;
    }
    String status = Phrases.text(observation.getStatusElement().getValueAsString());
    Sheet.Entry row =
        row(
            Phrases.named(observation.getCode()),
            observation.getCode(),
            value.isEmpty() ? Phrases.named(observation.getDataAbsentReason()) : value,
            observation.getReferenceRange(),
            Words.join(
                ", ",
                List.of(
                    flags(observation.getInterpretation()), FINAL.contains(status) ? "" : status)));
    for (Property property : observation.children()) {
      if (property.hasValues()
          && !COLUMN.contains(property.getName())
          && ResourceRule.isDetail(property.getName())) {
        row.detail(Phrases.label(property.getName()), Phrases.of(property));
      }
    }
    for (ObservationComponentComponent part : observation.getComponent()) {
      row(
          Phrases.named(part.getCode()),
          part.getCode(),
          part.hasValue() ? Phrases.of(part.getValue()) : Phrases.named(part.getDataAbsentReason()),
          part.getReferenceRange(),
          flags(part.getInterpretation()));
    }
    observation.getNote().forEach(note -> row.note(Phrases.of(note)));
  }

  /** Ends the table: the next observation begins another. */
  void end() {
    begun = false;
  }

  private Sheet.Entry row(
      String name,
      CodeableConcept code,
      String value,
      List<ObservationReferenceRangeComponent> ranges,
      String flags) {
    String codes =
        Phrases.codings(code).stream().map(Coding::mark).collect(Collectors.joining("; "));
    String range = ranges.stream().map(ObservationTable::range).collect(Collectors.joining("; "));
    return sheet.row(Topic.RESULTS, List.of(name, value, range, flags, codes));
  }

  private static String range(ObservationReferenceRangeComponent range) {
    String text = Phrases.text(range.getText());
    return text.isEmpty() ? Phrases.range(range.getLow(), range.getHigh()) : text;
  }

  private static String flags(List<CodeableConcept> interpretations) {
    return interpretations.stream()
        .map(
            flag ->
                flag.getCoding().stream()
                    .map(coding -> Phrases.text(coding.getCode()))
                    .filter(code -> !code.isEmpty())
                    .findFirst()
                    .orElse(Phrases.named(flag)))
        .collect(Collectors.joining(", "));
  }
}
