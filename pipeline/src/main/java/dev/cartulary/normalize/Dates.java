package dev.cartulary.normalize;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.FieldValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Calendar dates, in words, in digits, and incomplete.
 *
 * <p>Digits with slashes or hyphens are read month first, unless only day first is a date; digits
 * with dots are read day first, unless only month first is a date. A year of two digits lies in
 * {@link #PIVOT} - 99 to {@link #PIVOT}. A date without its day is found, as words.
 */
public final class Dates implements Recogniser {
  /** The last year that two digits can stand for. */
  public static final int PIVOT = 2035;

  private static final String MONTH =
      "(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
          + "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?";
  static final String ORDINAL =
      "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
          + "|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth"
          + "|twentieth|twenty-first|twenty-second|twenty-third|twenty-fourth|twenty-fifth"
          + "|twenty-sixth|twenty-seventh|twenty-eighth|twenty-ninth|thirtieth|thirty-first";
  private static final List<String> ORDINALS = List.of(ORDINAL.split("\\|"));
  private static final String GAP = "\\s{0,3}";

  /** The end of an ordinal; a raised one that a page sets apart can be torn: "16t h". */
  private static final String SUFFIX = "\\s?(?:s\\s?t|n\\s?d|r\\s?d|t\\s?h)(?!\\p{L})";

  private static final String YEAR = "(\\d{4})(?!\\d)";

  private static final Pattern MONTH_FIRST =
      words(
          "(?<![\\p{L}\\d])"
              + MONTH
              + GAP
              + "(\\d{1,2})(?:"
              + SUFFIX
              + ")?"
              + GAP
              + ",?"
              + GAP
              + YEAR);
  private static final Pattern DAY_FIRST =
      words(
          "(?<![\\p{L}\\d./])\\(?(\\d{1,2}|(?:"
              + ORDINAL
              + "))(?:"
              + SUFFIX
              + ")?\\)?"
              + "(?:\\s{1,3}day\\s{1,3}of\\s{1,3}|\\s{1,3}of\\s{1,3}|\\s{0,3}-?)"
              + MONTH
              + "(?:-|"
              + GAP
              + ",?"
              + GAP
              + ")(\\d{4}|(?<=-)\\d{2})(?!\\d)");
  private static final Pattern DIGITS =
      Pattern.compile(
          "(?<![\\d/.-])(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4}|(?<!\\.)\\d{2})(?![\\d/-]|\\.\\d)");
  private static final Pattern ISO =
      Pattern.compile("(?<![\\d-])(\\d{4})-(\\d{2})-(\\d{2})(?![\\d-])");
  private static final Pattern COMPACT =
      Pattern.compile("(?<![\\d.-])((?:19|20)\\d{2})(\\d{2})(\\d{2})(?:\\d{4}|\\d{6})?(?![\\d-])");
  private static final Pattern PARTIAL =
      words(
          "(?<![\\p{L}\\d])(?:[_*\\[\\]. ]{0,12}(?:th)?\\s?day\\s{1,3}of\\s{1,3})?"
              + MONTH
              + "[\\s_*\\[\\],.]{1,16}"
              + YEAR);

  private static final Map<String, Integer> MONTHS =
      Map.ofEntries(
          Map.entry("jan", 1),
          Map.entry("feb", 2),
          Map.entry("mar", 3),
          Map.entry("apr", 4),
          Map.entry("may", 5),
          Map.entry("jun", 6),
          Map.entry("jul", 7),
          Map.entry("aug", 8),
          Map.entry("sep", 9),
          Map.entry("oct", 10),
          Map.entry("nov", 11),
          Map.entry("dec", 12));

  private static Pattern words(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  @Override
  public List<Finding> find(String text) {
    List<Finding> found = new ArrayList<>();
    for (Matcher m = MONTH_FIRST.matcher(text); m.find(); ) {
      add(found, m, date(year(m.group(3)), month(m.group(1)), Integer.parseInt(m.group(2))));
    }
    for (Matcher m = DAY_FIRST.matcher(text); m.find(); ) {
      add(found, m, date(year(m.group(3)), month(m.group(2)), day(m.group(1))));
    }
    for (Matcher m = DIGITS.matcher(text); m.find(); ) {
      int first = Integer.parseInt(m.group(1));
      int second = Integer.parseInt(m.group(3));
      int year = year(m.group(4));
      LocalDate monthFirst = date(year, first, second);
      LocalDate dayFirst = date(year, second, first);
      boolean dots = m.group(2).equals(".");
      LocalDate preferred = dots ? dayFirst : monthFirst;
      add(found, m, preferred != null ? preferred : dots ? monthFirst : dayFirst);
    }
    for (Pattern pattern : List.of(ISO, COMPACT)) {
      for (Matcher m = pattern.matcher(text); m.find(); ) {
        add(
            found,
            m,
            date(year(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3))));
      }
    }
    for (Matcher m = PARTIAL.matcher(text); m.find(); ) {
      CharSpan span = Words.trim(text, new CharSpan(m.start(), m.end()));
      found.add(new Finding(span, new FieldValue.Text(Words.tidy(span.of(text)))));
    }
    return Finding.apart(found);
  }

  /** As said there; an incomplete date is not read. */
  @Override
  public Optional<FieldValue> read(String value) {
    return Recogniser.super.read(value).filter(FieldValue.Date.class::isInstance);
  }

  private static void add(List<Finding> found, Matcher m, @Nullable LocalDate date) {
    if (date != null) {
      found.add(new Finding(new CharSpan(m.start(), m.end()), new FieldValue.Date(date)));
    }
  }

  private static int year(String digits) {
    int year = Integer.parseInt(digits);
    if (digits.length() > 2) {
      return year;
    }
    int century = PIVOT - PIVOT % 100;
    return century + year <= PIVOT ? century + year : century - 100 + year;
  }

  private static int month(String word) {
    return MONTHS.getOrDefault(word.substring(0, 3).toLowerCase(Locale.ROOT), 0);
  }

  private static int day(String word) {
    return Character.isDigit(word.charAt(0)) ? Integer.parseInt(word) : ordinal(word);
  }

  /** The number of an ordinal in words, from 1; 0 for other words. */
  static int ordinal(String word) {
    return ORDINALS.indexOf(word.toLowerCase(Locale.ROOT)) + 1;
  }

  private static @Nullable LocalDate date(int year, int month, int day) {
    try {
      return LocalDate.of(year, month, day);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
