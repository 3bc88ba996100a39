package dev.cartulary.hl7;

import dev.cartulary.clinical.Coding;
import dev.cartulary.clinical.Sheet;
import dev.cartulary.clinical.Topic;
import dev.cartulary.clinical.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Segments as entries of a sheet. */
final class Entries {
  private static final Set<String> CODED = Set.of("CE", "CWE", "CNE", "CF");
  private static final Set<String> SEQUENCES = Set.of("SI");

  private Entries() {}

  /** Adds a segment to a section: what names it, then its other fields as details. */
  static Sheet.Entry add(Sheet sheet, Topic topic, Segment segment, SegmentRule rule) {
    String name = name(segment, rule.names());
    Sheet.Entry entry =
        sheet.item(topic, name.isEmpty() ? SegmentRule.called(segment.name()) : name);
    details(entry, segment, rule);
    return entry;
  }

  /** Adds the fields of a segment that its rule does not keep back as details of an entry. */
  static void details(Sheet.Entry entry, Segment segment, SegmentRule rule) {
    for (int i = 1; i <= segment.fields().size(); i++) {
      Dictionary.Field field = Dictionary.field(segment.name(), i);
      if (!rule.names().contains(i)
          && !rule.silent().contains(i)
          && !SEQUENCES.contains(field.type())) {
        entry.detail(field.name(), words(segment, i));
      }
    }
  }

  /** The repetitions of a field in words. */
  static String words(Segment segment, int number) {
    String type = Dictionary.field(segment.name(), number).type();
    return Words.join(
        "; ", segment.all(number).stream().map(value -> DataTypes.words(type, value)).toList());
  }

  /** The words of fields, then the codes that stand for them. */
  private static String name(Segment segment, List<Integer> numbers) {
    List<String> words = new ArrayList<>();
    List<Coding> codings = new ArrayList<>();
    for (int number : numbers) {
      for (Value value : segment.all(number)) {
        String type = Dictionary.field(segment.name(), number).type();
        if (CODED.contains(type)) {
          words.add(DataTypes.text(value));
          // A unit or a route is often a code that is its own word.
          DataTypes.codings(value).stream()
              .filter(coding -> !coding.mark().equals(DataTypes.text(value)))
              .forEach(codings::add);
        } else {
          words.add(DataTypes.words(type, value));
        }
      }
    }
    return Coding.text(Words.join(" ", words.stream().distinct().toList()), codings);
  }
}
