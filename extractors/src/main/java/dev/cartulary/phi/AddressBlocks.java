package dev.cartulary.phi;

import dev.cartulary.deadline.WatchedText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Postal addresses of any country, by their shape: a line with a number, then a unit, a place, a
 * country with a postal code, on lines of their own or between commas. What is neither a unit nor a
 * country counts only between the number and one of these.
 */
final class AddressBlocks implements Recogniser {
  private static final String UNIT =
      "(?i:(?:apt|apartment|suite|ste|unit|floor)\\.?) ?#?\\d{1,5}[A-Za-z]?\\b";
  private static final String SEPARATOR = "(?:,[ \\t]*\\n?|[ \\t]*\\n)(?:[ \\t>?,]*\\n)?[ \\t>?,]*";

  /** Words without a mark between sentences; a period only within an abbreviation or a number. */
  private static final String WORDS = "(?:[^\\n,;:?!@.]|\\.(?=[ ,\\n]*[\\p{L}\\d,])){2,40}?";

  private static final String NUMBERED =
      "(?<![\\w.,/$-])\\d{1,6}[ -](?=[^\\n]{0,30}\\p{L}{3})" + WORDS;
  private static final String CODE =
      "(?:\\d{3,6}(?:[ -]\\d{2,4})?|[A-Z]{1,2}\\d\\w?(?: \\d\\w{2})?)";
  private static final String END =
      "(?=[.?!](?:\\s|$)|[ \\t]*(?:\\n[ \\t]*\\n|$)| for | in case | after |;| to )";

  private static final Pattern WITH_UNIT =
      Pattern.compile(
          "("
              + NUMBERED
              + "(?:"
              + SEPARATOR
              + "| )"
              + UNIT
              + "(?:[, \\n>?]{1,8}"
              + UNIT
              + ")?(?:(?:"
              + SEPARATOR
              + "| )"
              + WORDS
              + "){0,4}?)(?:"
              + END
              + "|(?=\\n[\\p{L} ]+:))");

  private final Pattern toCountry;
  private final Pattern placeAboveCountry;

  AddressBlocks() {
    String country =
        "(?:"
            + String.join("|", Lexicon.builtIn().countries())
            + "|Greenlander)(?: \\([A-Za-z]+\\))?";
    toCountry =
        Pattern.compile(
            "("
                + NUMBERED
                + "(?:"
                + SEPARATOR
                + WORDS
                + "){1,4}?"
                + SEPARATOR
                + "(?:nan"
                + SEPARATOR
                + ")?)"
                + country
                + "(?![\\p{L}])(?:[ \\t]+("
                + CODE
                + ")(?![\\w-]))?");
    placeAboveCountry =
        Pattern.compile(
            "(?m)^[ \\t>?]*("
                + "\\p{Lu}[\\p{L}'’ -]{2,40})[ \\t]*\\n(?:[ \\t>?]*\\n)?[ \\t>?]*"
                + country
                + "(?:[ \\t]+("
                + CODE
                + "))?[ \\t]*$");
  }

  @Override
  public List<PhiSpan> find(Tokens tokens) {
    String text = tokens.text();
    List<PhiSpan> spans = new ArrayList<>();
    add(WITH_UNIT.matcher(new WatchedText(text)), spans);
    add(toCountry.matcher(new WatchedText(text)), spans);
    add(placeAboveCountry.matcher(new WatchedText(text)), spans);
    return spans;
  }

  /** The country itself stays, the code behind it does not. */
  private static void add(Matcher matcher, List<PhiSpan> to) {
    while (matcher.find()) {
      for (int group = 1; group <= matcher.groupCount(); group++) {
        if (matcher.start(group) >= 0 && matcher.start(group) < matcher.end(group)) {
          to.add(
              new PhiSpan(
                  PhiClass.GEOGRAPHY, matcher.start(group), matcher.end(group), 0.85, "address"));
        }
      }
    }
  }
}
