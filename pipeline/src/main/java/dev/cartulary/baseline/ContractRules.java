package dev.cartulary.baseline;

import static dev.cartulary.baseline.Rule.exact;
import static dev.cartulary.baseline.Rule.first;
import static dev.cartulary.baseline.Rule.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who, what and when of a contract. */
final class ContractRules {
  private static final int TITLE_PAGE = 3000;
  private static final int OPENING = 6000;

  private static final String MONTH =
      "(?:January|February|March|April|May|June|July|August|September|October|November|December)";
  private static final String DATE =
      "((?:"
          + MONTH
          + " \\d{1,2}(?:st|nd|rd|th)?,? \\d{4})"
          + "|(?:\\d{1,2}(?:st|nd|rd|th)? (?:day of )?"
          + MONTH
          + ",? \\d{4})"
          + "|(?:\\d{1,2}/\\d{1,2}/\\d{2,4}))";
  private static final String PERIOD =
      "((?:[a-z-]+ )?\\(?\\d{1,3}\\)? (?:calendar |business )?(?:day|month|year)s?"
          + "|(?:one|two|three|four|five|six|ten|twelve|thirty|sixty|ninety)[ -](?:\\(\\d+\\) )?"
          + "(?:calendar |business )?(?:day|month|year)s?)";

  private static final Pattern TITLE_WORD =
      Pattern.compile(
          "(?i)\\b(?:agreement|contract|lease|amendment|addendum|license|memorandum|plan)\\b");
  private static final Pattern NO_TITLE =
      Pattern.compile("(?i)^(?:exhibit|ex-|schedule|annex|appendix|source|page|this|the)\\b.*");
  private static final Pattern BETWEEN =
      words("\\b(?:by and between|by and among|between|among):? ([\\s\\S]{10,900})");
  private static final Pattern NAME_END =
      exact(
          "\\(|,? an? [A-Za-z]+|,? (?:having|with|whose|located|organized|incorporated|duly)\\b"
              + "|, [A-Z]?[a-z]{4,}");

  private ContractRules() {}

  static Map<String, Rule> all() {
    Rule made =
        first(
                words("(?:dated|made|entered into|executed|effective)[^.]{0,60}? " + DATE),
                words("\\bas of (?:the )?" + DATE))
            .within(OPENING);
    return Map.of(
        "document_name",
        ((Rule) ContractRules::title)
            .orElse(first(words("\\bthis ((?:[a-z&,/-]+ ){1,8}?agreement)\\b")).within(OPENING)),
        "parties",
        ContractRules::parties,
        "agreement_date",
        made.orElse(first(words(DATE)).within(TITLE_PAGE)),
        "effective_date",
        first(
            words("effective (?:as of|date|on|from)[^.]{0,40}? " + DATE),
            words(DATE + "[^.]{0,20}\\([^)]{0,20}\"?effective date"),
            words("commenc(?:e|es|ing) (?:on|as of) " + DATE)),
        "expiration_date",
        first(
            words("(?:until|through|expires? on|terminates? on|ending on|end on) " + DATE),
            words("(?:expire|terminate|remain in effect|continue)[^.]{0,80}? " + DATE)),
        "renewal_term",
        first(words("renew(?:s|ed|al)?\\b[^.]{0,120}? " + PERIOD)),
        "notice_period",
        first(
            words("renew[^.]{0,300}? " + PERIOD + "[^.]{0,60}? (?:prior|before)"),
            words(
                "(?:at least|less than) "
                    + PERIOD
                    + "[^.]{0,60}? (?:prior|before)[^.]{0,80}"
                    + "(?:expiration|end) of")),
        "governing_law",
        first(
            exact(
                "(?i:govern|constru)[^.]{0,200}?(?i:laws? of) (?:(?i:the) )?(?:(?i:state|commonwealth"
                    + "|province|republic) (?i:of) )?([A-Z][\\w']*(?: (?:of )?[A-Z][\\w']*){0,3})")));
  }

  /** The first line of few words, all of them capitalised, that names a kind of contract. */
  private static List<String> title(String text) {
    return text.substring(0, Math.min(text.length(), TITLE_PAGE))
        .lines()
        .map(String::strip)
        .filter(line -> line.length() < 100 && TITLE_WORD.matcher(line).find())
        .filter(line -> !NO_TITLE.matcher(line).matches() && !line.endsWith("."))
        .filter(
            line ->
                List.of(line.split("\\s+")).stream()
                    .allMatch(
                        word ->
                            !Character.isLowerCase(word.charAt(0))
                                || List.of("and", "of", "for", "to", "the").contains(word)))
        .toList();
  }

  /** The names after "between" and after "and", each up to what describes the party. */
  private static List<String> parties(String text) {
    List<String> parties = new ArrayList<>();
    Matcher between = BETWEEN.matcher(text.substring(0, Math.min(text.length(), OPENING)));
    while (between.find() && parties.size() < 2) {
      String rest = between.group(1).replaceAll("\\s+", " ");
      parties.clear();
      add(parties, rest);
      Matcher and =
          Pattern.compile("(?:\\)|,|corporation|company) ?,? and (?=[A-Z])").matcher(rest);
      while (and.find() && parties.size() < 4) {
        add(parties, rest.substring(and.end()));
      }
    }
    return parties;
  }

  private static void add(List<String> parties, String from) {
    Matcher end = NAME_END.matcher(from);
    String name = (end.find() ? from.substring(0, end.start()) : from).strip();
    boolean wordy = name.split(" ").length <= 10 && name.length() > 2;
    if (wordy
        && Character.isUpperCase(name.charAt(0))
        && !name.toLowerCase(Locale.ROOT).startsWith("the parties")) {
      parties.add(name.replaceAll("[,;]$", ""));
    }
  }
}
