package dev.cartulary.privacy;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way to write dates that can be read and written again. What of the date is missing is filled in
 * with the middle of the month and a year without leap day, so that a part of a date moves with the
 * whole ones, as near as it says.
 *
 * @param pattern with the groups {@code y}, {@code m}, {@code d}; what stands between the groups is
 *     kept
 */
record DateForm(Pattern pattern) {
  private static final int YEAR = 2001;
  private static final int DAY = 15;

  /** Two digits up to this are of the years from 2000 on. */
  private static final int PIVOT = 40;

  private static final String MONTH =
      "(?<m>(?i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|Jun(?:e)?|Jul(?:y)?|Aug(?:ust)?|Sept(?:ember)?|Sep|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?))";
  private static final String ORDINAL = "(?<o>(?i:st|nd|rd|th)?)";
  private static final String TIME = "(?<t>(?:[ T,]|[Aa]t).*)?";

  private static final List<DateForm> FORMS =
      List.of(
          form("(?<y>\\d{4})[-/.](?<m>\\d{1,2})[-/.](?<d>\\d{1,2})" + TIME),
          form("(?<m>\\d{1,2}) ?[-/.] ?(?<d>\\d{1,2}) ?[-/.] ?(?<y>\\d{4}|\\d{2})" + TIME),
          form("(?<d>\\d{1,2}) ?[-/.] ?(?<m>\\d{1,2}) ?[-/.] ?(?<y>\\d{4}|\\d{2})" + TIME),
          form("(?<y>(?:18|19|20)\\d{2})(?<m>\\d{2})(?<d>\\d{2})(?<t>\\d.*|[+-].*)?"),
          form(MONTH + "\\.?,? ?(?<d>\\d{1,2})" + ORDINAL + ",? ?(?:of )?(?<y>\\d{4})" + TIME),
          form(MONTH + "\\.?,? ?(?<d>\\d{1,2})" + ORDINAL + TIME),
          form(
              "(?:the )?(?<d>\\d{1,2})"
                  + ORDINAL
                  + "(?: day)?(?: of)?[-/. ]?"
                  + MONTH
                  + "\\.?[-/., ]{0,2}(?:of )?(?<y>\\d{4}|\\d{2})"
                  + TIME),
          form(
              "(?:the )?(?<d>\\d{1,2})"
                  + ORDINAL
                  + "(?: day)?(?: of)?[-/. ]?"
                  + MONTH
                  + "\\.?"
                  + TIME),
          form(MONTH + "\\.?,? (?:of |in )?(?<y>\\d{4})"),
          form("(?<m>\\d{1,2}) ?[/-] ?(?<y>\\d{4})"),
          form("(?<m>\\d{1,2})[/-](?<d>\\d{1,2})"),
          form(MONTH + "\\.?"));

  private static final Pattern WEEKDAY =
      Pattern.compile(
          "(?i)(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)(s?)(,? ?)(.*)");

  private static DateForm form(String pattern) {
    return new DateForm(Pattern.compile(pattern));
  }

  /**
   * The same date {@code days} later, as it is written; empty if it is written in no known form.
   */
  static Optional<String> shift(String text, int days) {
    Matcher weekday = WEEKDAY.matcher(text);
    if (weekday.matches()) {
      DayOfWeek day = DayOfWeek.valueOf(weekday.group(1).toUpperCase(Locale.ROOT)).plus(days);
      String name =
          cased(weekday.group(1), day.getDisplayName(TextStyle.FULL, Locale.US)) + weekday.group(2);
      return weekday.group(4).isEmpty()
          ? Optional.of(name + weekday.group(3))
          : shift(weekday.group(4), days).map(rest -> name + weekday.group(3) + rest);
    }
    for (DateForm form : FORMS) {
      Matcher matcher = form.pattern.matcher(text);
      if (matcher.matches()) {
        Optional<String> shifted = form.shifted(matcher, text, days);
        if (shifted.isPresent()) {
          return shifted;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> shifted(Matcher matcher, String text, int days) {
    try {
      String year = group(matcher, "y");
      String day = group(matcher, "d");
      String month = matcher.group("m");
      LocalDate date =
          LocalDate.of(
                  year.isEmpty() ? YEAR : year(year),
                  Character.isDigit(month.charAt(0)) ? Integer.parseInt(month) : month(month),
                  day.isEmpty() ? DAY : Integer.parseInt(day))
              .plusDays(days);
      StringBuilder out = new StringBuilder();
      int from = 0;
      for (int at = 0; at < text.length(); at++) {
        String name = startsAt(matcher, at);
        if (!name.isEmpty()) {
          out.append(text, from, at).append(written(name, matcher.group(name), date));
          from = matcher.end(name);
          at = from - 1;
        }
      }
      return Optional.of(out.append(text.substring(from)).toString());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private String startsAt(Matcher matcher, int at) {
    for (String name : List.of("y", "m", "d", "o")) {
      if (!group(matcher, name).isEmpty() && matcher.start(name) == at) {
        return name;
      }
    }
    return "";
  }

  private String group(Matcher matcher, String name) {
    if (!pattern.pattern().contains("(?<" + name + ">")) {
      return "";
    }
    String group = matcher.group(name);
    return group == null ? "" : group;
  }

  private static String written(String name, String was, LocalDate date) {
    return switch (name) {
      case "y" ->
          was.length() == 2
              ? String.format(Locale.ROOT, "%02d", date.getYear() % 100)
              : Integer.toString(date.getYear());
      case "d" -> padded(was, date.getDayOfMonth());
      case "o" -> ordinal(date.getDayOfMonth());
      default ->
          Character.isDigit(was.charAt(0))
              ? padded(was, date.getMonthValue())
              : named(was, date.getMonth());
    };
  }

  private static String padded(String was, int number) {
    return was.length() == 2
        ? String.format(Locale.ROOT, "%02d", number)
        : Integer.toString(number);
  }

  private static String named(String was, Month month) {
    boolean full = was.length() > 4 || was.equalsIgnoreCase(month(was, TextStyle.FULL));
    String name = month.getDisplayName(full ? TextStyle.FULL : TextStyle.SHORT, Locale.US);
    return cased(was, name);
  }

  private static String month(String was, TextStyle style) {
    return Month.of(month(was)).getDisplayName(style, Locale.US);
  }

  private static String cased(String was, String name) {
    if (was.equals(was.toUpperCase(Locale.ROOT))) {
      return name.toUpperCase(Locale.ROOT);
    }
    return Character.isLowerCase(was.charAt(0)) ? name.toLowerCase(Locale.ROOT) : name;
  }

  private static String ordinal(int day) {
    if (day % 10 == 1 && day != 11) {
      return "st";
    }
    if (day % 10 == 2 && day != 12) {
      return "nd";
    }
    return day % 10 == 3 && day != 13 ? "rd" : "th";
  }

  private static int year(String text) {
    int year = Integer.parseInt(text);
    return text.length() == 4 ? year : year <= PIVOT ? 2000 + year : 1900 + year;
  }

  private static int month(String name) {
    String start = name.substring(0, 3).toLowerCase(Locale.ROOT);
    return 1 + "janfebmaraprmayjunjulaugsepoctnovdec".indexOf(start) / 3;
  }
}
