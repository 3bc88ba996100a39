package dev.cartulary.phi;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and parts of dates that say more than the year. A year alone may stand. */
final class Dates implements Recogniser {
  private static final String FULL =
      "(?:January|February|March|April|May|June|July|August|September|October|November|December)";
  private static final String SHORT = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)";
  private static final String MONTH = "(?:" + FULL + "|" + SHORT + "\\.?)";
  private static final String ANY_MONTH =
      "(?i:January|February|April|June|July|August|September|October|November|December|Jan\\.?|Feb\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept\\.?|Sep\\.?|Oct\\.?|Nov\\.?|Dec\\.?"
          + "|MARCH|MAR\\.?|MAY)|March|Mar\\.?|May\\.?|march(?= \\d{1,2}(?:st|nd|rd|th|, ?\\d{4}))|mar(?=[-/]\\d)|may(?= \\d{1,2}(?:st|nd|rd|th|,? ?\\d{4}))";
  private static final String DAY = "(?:0?[1-9]|[12]\\d|3[01])";
  private static final String ORDINAL_DAY = DAY + "(?:st|nd|rd|th|ST|ND|RD|TH)?";
  private static final String YEAR = "(?:(?:1[89]|20)\\d\\d|['’]\\d\\d)";
  private static final String TIME =
      "(?:(?:,? (?:at )?|T)\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?: ?(?:[AaPp]\\.?[Mm]\\b\\.?|Z|[+-]\\d{2}:?\\d{2}))?)?";
  private static final String FREE = "(?<![\\p{L}\\d.,/$-])";
  private static final String END = "(?![\\d]|[/-]\\d|\\.\\d(?!\\d?\\.))";
  private static final String ORDINAL_WORD =
      "(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth"
          + "|twentieth|twenty[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirtieth|thirty[- ]first)";
  private static final String CUE =
      "(?i:\\b(?:on|since|from|until|till|by|dated?|before|after|through|thru|seen|of|for|starting|beginning|ending|effective|admitted|discharged|dos|due|scheduled|approximately|around|visit|labs?|ct|mri|ekg|x-ray|echo)[:,]? )";

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              PhiClass.DATE,
              FREE
                  + "((?:1[89]|20)\\d\\d[-/.](?:0?[1-9]|1[0-2])[-/.]"
                  + DAY
                  + TIME
                  + ")(?![\\d]|[/-]\\d)",
              0.98),
          new Rule(
              PhiClass.DATE,
              "(?<![\\d/.-])(\\d{1,2} ?([/.-]) ?\\d{1,2} ?\\2 ?(?:(?:1[89]|20)\\d\\d|\\d\\d)"
                  + TIME
                  + ")(?![\\d]|[/-]\\d|\\.\\d(?!\\d?\\.))",
              0.95,
              Dates::isNumeric),
          new Rule(
              PhiClass.DATE,
              FREE
                  + "(\\d{1,2}[/.-](?:"
                  + SHORT
                  + "|"
                  + SHORT.toUpperCase(Locale.ROOT)
                  + "|"
                  + FULL
                  + ")[/.-](?:\\d{4}|\\d\\d)"
                  + TIME
                  + ")"
                  + END,
              0.98),
          new Rule(
              PhiClass.DATE,
              "(?<![\\p{L}\\d])(\\d{1,2} ?(?i:" + SHORT + ") ?\\d{4}" + TIME + ")" + END,
              0.97),
          new Rule(
              PhiClass.DATE,
              "(?<![\\p{L}\\d])((?:"
                  + ANY_MONTH
                  + "),? ?"
                  + ORDINAL_DAY
                  + "(?! ?(?:mg|mcg|ml|%|cm|mm|units))(?:(?:,|, ?| )? ?(?:of )?"
                  + YEAR
                  + ")?"
                  + TIME
                  + ")"
                  + "(?![\\d]|[/]\\d|\\.\\d(?!\\d?\\.))",
              0.97),
          new Rule(
              PhiClass.DATE,
              "(?<![\\p{L}\\d.,/-])((?:the )?"
                  + ORDINAL_DAY
                  + "(?: day)?(?: of)? (?:"
                  + ANY_MONTH
                  + ")(?![\\p{L}])(?:,? (?:of )?"
                  + YEAR
                  + ")?"
                  + TIME
                  + ")"
                  + END,
              0.96),
          new Rule(
              PhiClass.DATE,
              "(?<![\\p{L}\\d])((?:" + ANY_MONTH + "),? (?:of |in )?" + YEAR + ")" + END,
              0.96),
          new Rule(
              PhiClass.DATE,
              "(?<![\\p{L}\\d])(" + MONTH + " " + ORDINAL_WORD + "(?:,? " + YEAR + ")?)",
              0.95),
          new Rule(
              PhiClass.DATE,
              "(?<![\\p{L}\\d])((?i:the )?"
                  + ORDINAL_WORD
                  + "(?: day)?(?: of)? "
                  + MONTH
                  + "(?:,? "
                  + YEAR
                  + ")?)(?!\\p{L})",
              0.95),
          new Rule(
              PhiClass.DATE,
              "(?<![\\p{L}\\d])((?i:January|February|April|June|July|August|September|October|November|December))(?![\\p{L}'’]|-\\p{L})",
              0.88),
          new Rule(
              PhiClass.DATE,
              "(?i:\\b(?:in|of|since|by|until|till|last|this|next|early|late|mid|during|from|through|before|after|to|between|and|each|every|around|about|over|dated|past|prior)[ -])(March|May|MARCH|MAY|"
                  + SHORT
                  + "\\.)(?![\\p{L}])",
              0.85),
          new Rule(
              PhiClass.DATE,
              "(?i:\\b(?:in|since|by|until|last|this|next|early|late|mid)[ -])(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)(?![\\p{L}])",
              0.85),
          new Rule(
              PhiClass.DATE,
              "(?<![\\d.])((?:1[89]|20)\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?:\\d{4}|\\d{6})?(?:\\.\\d+)?(?:[+-]\\d{4})?)(?!\\d)",
              0.9),
          new Rule(PhiClass.DATE, FREE + "((?:0?[1-9]|1[0-2]) ?[/-] ?(?:19|20)\\d\\d)" + END, 0.92),
          new Rule(
              PhiClass.DATE,
              FREE
                  + "((?:1[0-2]|0?[1-9])/"
                  + DAY
                  + " ?(?:-|–|to|through|and|&) ?(?:1[0-2]|0?[1-9])/"
                  + DAY
                  + "(?:/(?:19|20)?\\d\\d)?)"
                  + END,
              0.85),
          new Rule(
              PhiClass.DATE,
              CUE
                  + "((?:1[0-2]|0?[1-9])[/-]"
                  + DAY
                  + ")(?![\\d]|[/-]\\d|\\.\\d(?!\\d?\\.)|%)(?! ?(?:strength|pain|scale|in (?:the|his|her|all|both|bilateral)|systolic|murmur|motor|power|bilaterally|throughout|positive|lymph|nodes?|of|inch|mg|cm|mm|criteria|points?|cores|dose|tablets?|word|objects|recall|hours|days|weeks|months|times|intensity|on a|-inch|way|to))",
              0.75),
          new Rule(
              PhiClass.DATE,
              FREE
                  + "(0[1-9]/(?:0[1-9]|[12]\\d|3[01])|1[0-2]/(?:1[3-9]|2[1-9]|3[01]))"
                  + "(?![\\d]|[/-]\\d|\\.\\d(?!\\d?\\.)|%)",
              0.7),
          new Rule(
              PhiClass.DATE,
              "(?<![\\p{L}\\d-])((?i:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)s?)(?!\\p{L})",
              0.9),
          new Rule(
              PhiClass.DATE,
              "(?<![\\p{L}\\d])((?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat)\\.?)(?=,? (?:"
                  + MONTH
                  + "|\\d{1,2}[/-]\\d))",
              0.9),
          new Rule(
              PhiClass.DATE,
              "(?i)\\b(?:on|until|since|by|from|before|after) (the \\d{1,2}(?:st|nd|rd|th))(?=[.,;)]|$|\\n| (?:of (?:this|the|last|next) month|at|and he|and she|for|with))",
              0.8),
          new Rule(
              PhiClass.DATE,
              "(?i)\\b((?:early |late |mid[- ])?(?:spring|summer|fall|autumn|winter)(?:,| of| in)? (?:19|20)\\d\\d)\\b",
              0.9),
          new Rule(
              PhiClass.DATE,
              "\\b(Christmas(?: Eve| Day)?|Thanksgiving(?: Day)?|Easter(?: Sunday)?|New Year['’]?s(?: Eve| Day)?|Labor Day|Memorial Day|Fourth of July|4th of July|July 4th|Halloween|Valentine['’]?s Day|Independence Day|Veterans Day|Mother['’]?s Day|Father['’]?s Day|Columbus Day|Presidents['’]? Day|Martin Luther King(?: Jr\\.?)? Day|Hanukkah|Ramadan|Yom Kippur|Rosh Hashanah|Passover|Good Friday|Ash Wednesday|St\\. Patrick['’]s Day|Juneteenth|Super Bowl Sunday|Groundhog Day|Diwali|Cinco de Mayo)(?!\\p{L})",
              0.85),
          new Rule(
              PhiClass.DATE,
              "(?i)(?<!\\p{L})(?:d\\.?o\\.?b\\.?|date of birth|birth ?date|born(?: on)?|birthday|d\\.?o\\.?s\\.?|date of (?:service|admission|discharge|procedure|surgery|visit|death|exam(?:ination)?|consultation|operation|dictation)|(?:admission|admit|discharge|service|visit|procedure|surgery|dictation|transcription|report|exam|collection|signed|effective|expiration|death|test) date|date(?: signed| dictated| transcribed| seen)?|expires?|exp\\.?)(?: ?\\([a-z/]{2,12}\\))? ?(?:is|was|[:#=-])?[ \\t]{0,4}\\n?[ \\t]{0,4}(\\d{1,4}[ ./-]{1,3}\\d{1,2}[ ./-]{1,3}\\d{1,4}|\\d{6}|\\d{8}|\\d{1,2}/\\d{1,4})"
                  + END,
              0.95));

  @Override
  public List<PhiSpan> find(Tokens text) {
    return Rule.find(RULES, text.text(), "date");
  }

  private static final Pattern NUMERIC = Pattern.compile("(\\d{1,2}) ?[/.-] ?(\\d{1,2}) ?[/.-].*");

  /** Month and day in either order. */
  private static boolean isNumeric(String found) {
    Matcher matcher = NUMERIC.matcher(found);
    if (!matcher.matches()) {
      return false;
    }
    int first = Integer.parseInt(matcher.group(1));
    int second = Integer.parseInt(matcher.group(2));
    return first >= 1
        && second >= 1
        && ((first <= 12 && second <= 31) || (first <= 31 && second <= 12));
  }
}
