package dev.cartulary.prompt;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.Candidates;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldType;
import dev.cartulary.normalize.Normalizer;
import dev.cartulary.normalize.Recogniser;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What follows a label. */
final class LabelledValue {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\d.]+");
  private static final int LONGEST_NAME = 60;

  private LabelledValue() {}

  /**
   * What can be read as the field's type in a labelled value: the dates, amounts, or a name of the
   * kind that the field takes; a word of it for numbers and enums; the value itself where nothing
   * is known of it.
   */
  static List<CharSpan> typed(FieldDefinition field, String text, CharSpan value) {
    String written = value.of(text);
    if (field.type() == FieldType.NUMBER || field.type() == FieldType.ENUM) {
      for (Matcher m = WORD.matcher(written); m.find(); ) {
        if (Normalizer.readable(field, Normalizer.normalize(field, m.group()))) {
          return List.of(new CharSpan(m.start(), m.end()).shift(value.start()));
        }
      }
      return List.of();
    }
    if (Headings.is(written) && !written.equals(written.toUpperCase(Locale.ROOT))) {
      return List.of();
    }
    for (Candidates source : field.candidates()) {
      Optional<Recogniser> rule = Normalizer.recogniser(source);
      if (rule.isPresent()) {
        List<CharSpan> found =
            rule.get().find(written).stream()
                .map(finding -> finding.span().shift(value.start()))
                .toList();
        boolean name = source == Candidates.PERSONS || source == Candidates.ORGANISATIONS;
        boolean plain =
            Character.isUpperCase(written.charAt(0)) && written.length() <= LONGEST_NAME;
        if (!name || !found.isEmpty() || !plain) {
          return name && found.size() > 1 ? found.subList(0, 1) : found;
        }
      }
    }
    return List.of(value);
  }
}
