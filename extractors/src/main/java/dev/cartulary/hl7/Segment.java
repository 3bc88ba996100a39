package dev.cartulary.hl7;

import java.util.List;

/**
 * A segment of a message.
 *
 * @param fields the repetitions of each, field 1 first; without those after the last that is there
 */
record Segment(String name, List<List<Value>> fields) {
  Segment {
    fields = fields.stream().map(List::copyOf).toList();
  }

  /** The repetitions of a field that are not blank. */
  List<Value> all(int number) {
    return number > fields.size()
        ? List.of()
        : fields.get(number - 1).stream().filter(value -> !value.isBlank()).toList();
  }

  /** The first repetition of a field; blank if there is none. */
  Value first(int number) {
    return all(number).stream().findFirst().orElse(Value.BLANK);
  }
}
