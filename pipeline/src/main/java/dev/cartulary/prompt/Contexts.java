package dev.cartulary.prompt;

import dev.cartulary.deadline.WatchedText;
import dev.cartulary.document.CharSpan;
import dev.cartulary.field.Candidates;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands around typed values in a sentence: {@code expires? on <dates>}. The part before the
 * value must end where the value begins, and the part after it must begin where the value ends;
 * that part may look back at the value.
 */
final class Contexts {
  /** The value's place in a context: the name of a source in angle brackets. */
  static final Pattern PLACE = Pattern.compile("<(last )?([a-z]+)>");

  private record Context(Candidates source, boolean last, Pattern before, Pattern after) {}

  private final List<Context> contexts = new ArrayList<>();

  /**
   * @param written the surest first; each holds one {@link #PLACE}
   */
  Contexts(List<String> written) {
    for (String context : written) {
      Matcher place = PLACE.matcher(context);
      if (!place.find()) {
        throw new IllegalArgumentException("a context has no place for a value: " + context);
      }
      contexts.add(
          new Context(
              Candidates.valueOf(place.group(2).toUpperCase(Locale.ROOT)),
              place.group(1) != null,
              compile("(?:" + context.substring(0, place.start()) + ")\\z"),
              compile("(?:" + context.substring(place.end()) + ")")));
    }
  }

  /**
   * A blank stands for white space of any length, with a question mark also for none; a full stop
   * stands for any character, line breaks too.
   */
  private static Pattern compile(String regex) {
    return Pattern.compile(
        regex.replace(" ?", "\\s*").replace(" ", "\\s+"),
        Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  int size() {
    return contexts.size();
  }

  /** Whether of several dates that context {@code rank} finds the last day is the value. */
  boolean last(int rank) {
    return rank < contexts.size() && contexts.get(rank).last;
  }

  /** Whether values of the source count only where a context says so. */
  boolean name(Candidates source) {
    return contexts.stream().anyMatch(context -> context.source == source);
  }

  /** The first context in which the value stands, or {@link CueIndex#NONE}. */
  int rank(String text, CharSpan sentence, Candidates source, CharSpan value) {
    for (int i = 0; i < contexts.size(); i++) {
      Context context = contexts.get(i);
      if (context.source == source
          && context
              .before
              .matcher(new WatchedText(text))
              .region(sentence.start(), value.start())
              .find()
          && context
              .after
              .matcher(text)
              .useTransparentBounds(true)
              .region(value.end(), sentence.end())
              .lookingAt()) {
        return i;
      }
    }
    return CueIndex.NONE;
  }
}
