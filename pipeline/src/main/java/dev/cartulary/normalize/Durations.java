package dev.cartulary.normalize;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.FieldValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Periods of time: "thirty (30) days", "12 months", "one-year", "year to year", "the fifth (5th)
 * anniversary". Normalised to a number and a unit ("30 days", "1 year", "10 business days"); where
 * words and digits stand together the digits count.
 */
public final class Durations implements Recogniser {
  private static final Pattern PERIOD =
      Pattern.compile(
          "(?:("
              + NumberWords.NUMBER
              + ")(?:\\s{0,2}[(\\[]\\s?(?:(\\d{1,4}(?:\\.5)?)|[^()\\[\\]]{1,4})\\s?[)\\]])?|(?<![\\d.,$/-])(\\d{1,4}(?:\\.5)?))"
              + "(?:\\s?-\\s?|\\s{0,2})((?:consecutive|additional|successive|calendar|working|business|full"
              + "|further|more|prior|contract)\\s)?((?:calendar|working|business)\\s)?(day|week|month|quarter|year)(?:s?)(?!\\p{L})",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ANNIVERSARY =
      Pattern.compile(
          "(?<!\\p{L})(?:"
              + Dates.ORDINAL
              + "|\\d{1,2}\\s?(?:st|nd|rd|th))(?:\\s\\(?(?:\\d{1,2})?\\s?(?:st|nd|rd|th|t\\s?h)?\\)?)?"
              + "\\s(?:year\\s)?anniversary(?!\\p{L})",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern RECURRING =
      Pattern.compile(
          "(?<!\\p{L})(week|month|year)[\\s-]{1,2}to[\\s-]{1,2}\\1(?!\\p{L})",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CANONICAL =
      Pattern.compile("(\\d+)(\\.5)? (day|week|month|quarter|year)s?");
  private static final int MOST_DIGITS = 4;
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  @Override
  public List<Finding> find(String text) {
    List<Finding> found = new ArrayList<>();
    for (Matcher m = ANNIVERSARY.matcher(text); m.find(); ) {
      found.add(new Finding(new CharSpan(m.start(), m.end()), anniversary(m.group())));
    }
    for (Matcher m = PERIOD.matcher(text); m.find(); ) {
      String number = m.group(2) != null ? m.group(2) : m.group(3);
      if (number == null) {
        OptionalLong parsed = NumberWords.parse(m.group(1));
        if (parsed.isEmpty()) {
          continue;
        }
        number = Long.toString(parsed.getAsLong());
      } else {
        number = number.replaceFirst("^0+(?=\\d)", "");
      }
      boolean business = business(m.group(4)) || business(m.group(5));
      String unit = m.group(6).toLowerCase(Locale.ROOT);
      String canonical =
          number + (business ? " business " : " ") + unit + (number.equals("1") ? "" : "s");
      found.add(new Finding(new CharSpan(m.start(), m.end()), new FieldValue.Text(canonical)));
    }
    for (Matcher m = RECURRING.matcher(text); m.find(); ) {
      found.add(
          new Finding(
              new CharSpan(m.start(), m.end()),
              new FieldValue.Text("1 " + m.group(1).toLowerCase(Locale.ROOT))));
    }
    return Finding.apart(found);
  }

  private static boolean business(@org.jspecify.annotations.Nullable String adjective) {
    if (adjective == null) {
      return false;
    }
    String lower = adjective.strip().toLowerCase(Locale.ROOT);
    return lower.equals("business") || lower.equals("working");
  }

  private static FieldValue anniversary(String words) {
    Matcher digits = DIGITS.matcher(words);
    int years =
        digits.find() ? Integer.parseInt(digits.group()) : Dates.ordinal(Words.split(words).get(0));
    return new FieldValue.Text(years + (years == 1 ? " year" : " years"));
  }

  /**
   * The day on which {@code period}, in its normal form, is over when it is counted from {@code
   * start}; empty for anything but a period of the calendar.
   */
  public static Optional<LocalDate> end(LocalDate start, String period) {
    Matcher m = CANONICAL.matcher(period);
    if (!m.matches() || m.group(1).length() > MOST_DIGITS) {
      return Optional.empty();
    }
    long count = Long.parseLong(m.group(1));
    boolean half = m.group(2) != null;
    return switch (m.group(3)) {
      case "day" -> Optional.of(start.plusDays(count));
      case "week" -> Optional.of(start.plusWeeks(count));
      case "month" -> Optional.of(start.plusMonths(count).plusDays(half ? 15 : 0));
      case "quarter" -> Optional.of(start.plusMonths(3 * count));
      default -> Optional.of(start.plusMonths(12 * count + (half ? 6 : 0)));
    };
  }
}
