package dev.cartulary.normalize;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.FieldValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Periods of time: "thirty (30) days", "12 months", "one-year". Normalised to a number and a unit
 * ("30 days", "1 year", "10 business days"); where words and digits stand together the digits
 * count.
 */
public final class Durations implements Recogniser {
  private static final Pattern PERIOD =
      Pattern.compile(
          "(?:("
              + NumberWords.NUMBER
              + ")(?:\\s{0,2}[(\\[]\\s?(\\d{1,4}(?:\\.5)?)\\s?[)\\]])?|(?<![\\d.,$/-])(\\d{1,4}(?:\\.5)?))"
              + "(?:\\s?-\\s?|\\s{0,2})((?:consecutive|additional|successive|calendar|working|business|full"
              + "|further|more|prior)\\s)?((?:calendar|working|business)\\s)?(day|week|month|quarter|year)(?:s?)(?!\\p{L})",
          Pattern.CASE_INSENSITIVE);

  @Override
  public List<Finding> find(String text) {
    List<Finding> found = new ArrayList<>();
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
    return Finding.apart(found);
  }

  private static boolean business(@org.jspecify.annotations.Nullable String adjective) {
    if (adjective == null) {
      return false;
    }
    String lower = adjective.strip().toLowerCase(Locale.ROOT);
    return lower.equals("business") || lower.equals("working");
  }
}
