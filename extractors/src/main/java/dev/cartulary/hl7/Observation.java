package dev.cartulary.hl7;

import dev.cartulary.clinical.Coding;
import dev.cartulary.clinical.Topic;
import dev.cartulary.clinical.Words;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A segment OBX: something observed about the patient, or a piece of a report. */
record Observation(Segment segment) {
  private static final Set<String> TEXT = Set.of("TX", "FT");

  /** The fields of a row and those that only technology needs. */
  private static final SegmentRule DETAILS =
      new SegmentRule(Topic.RESULTS, List.of(2, 3, 5, 6, 7, 8, 11), Set.of(1, 4));

  /** The organization that made an observation, the same for most of a report. */
  private static final int[] PERFORMED = {15, 23, 24, 25};

  private static final SegmentRule SAME =
      new SegmentRule(DETAILS.topic(), DETAILS.names(), Set.of(1, 4, 15, 23, 24, 25));

  /** What it means that a result is not final (HL7 table 0085). */
  private static final Map<String, String> STATES =
      Map.of(
          "C", "corrected",
          "D", "deleted",
          "I", "pending",
          "N", "not asked",
          "O", "order only",
          "P", "preliminary",
          "R", "not verified",
          "S", "partial",
          "W", "wrong",
          "X", "not obtainable");

  /** Whether it is text to be read as lines, one after the other, not a value in a table. */
  boolean isText() {
    boolean measured = !reference().isEmpty() || !segment.first(6).isBlank();
    return (TEXT.contains(type()) && !measured) || value().indexOf('\n') >= 0;
  }

  String name() {
    return DataTypes.text(segment.first(3));
  }

  /** What was observed in words, with its codes. */
  String title() {
    return DataTypes.coded(segment.first(3));
  }

  String value() {
    List<Value> values = segment.all(5);
    if (type().equals("ED")) {
      return enclosures().stream().map(Enclosure::text).collect(Collectors.joining("\n"));
    }
    return TEXT.contains(type())
        ? lines(values)
        : values.stream()
            .map(value -> DataTypes.words(type(), value))
            .collect(Collectors.joining("; "));
  }

  /** The files within it. */
  List<Enclosure> enclosures() {
    return type().equals("ED") ? segment.all(5).stream().map(Enclosure::new).toList() : List.of();
  }

  /** Test, result with its unit, reference range, flags and codes. */
  List<String> row() {
    String unit = segment.first(6).isBlank() ? "" : unit(segment.first(6));
    String codes =
        DataTypes.codings(segment.first(3)).stream()
            .map(Coding::mark)
            .collect(Collectors.joining("; "));
    return List.of(name(), Words.join(" ", List.of(value(), unit)), reference(), flags(), codes);
  }

  /** The other fields; without who performed it, where that is as {@code before}. */
  SegmentRule details(@Nullable Observation before) {
    boolean same =
        before != null
            && IntStream.of(PERFORMED).allMatch(i -> before.segment.all(i).equals(segment.all(i)));
    return same ? SAME : DETAILS;
  }

  private String type() {
    return segment.first(2).part(1);
  }

  private String reference() {
    return segment.first(7).words();
  }

  private String flags() {
    String abnormal = Words.join(", ", segment.all(8).stream().map(v -> v.part(1)).toList());
    String state = STATES.getOrDefault(segment.first(11).part(1), "");
    return Words.join(", ", List.of(abnormal, state));
  }

  /** A unit as it was written; its code if it has no words. */
  private static String unit(Value unit) {
    return unit.part(1).isEmpty() ? DataTypes.text(unit) : unit.part(1);
  }

  /** Repetitions of a text as lines. */
  static String lines(List<Value> values) {
    return values.stream().map(Observation::text).collect(Collectors.joining("\n"));
  }

  /** Text whose sender forgot to escape the separators of components keeps its line ends. */
  private static String text(Value value) {
    return value.components().stream()
        .flatMap(List::stream)
        .filter(part -> !part.isBlank())
        .collect(Collectors.joining(" "));
  }
}
