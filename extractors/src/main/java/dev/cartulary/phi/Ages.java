package dev.cartulary.phi;

import java.util.List;

/** Ages over 89 years, in digits and in words, and years of birth that give one away. */
final class Ages implements Recogniser {
  private static final String OLD = "(?:9\\d|1[0-2]\\d)";
  private static final String UNITS = "(?:one|two|three|four|five|six|seven|eight|nine)";
  private static final String OLD_WORDS =
      "(?:ninety(?:[- ]" + UNITS + ")?|(?:a |one )?hundred(?:[- ](?:and[- ])?" + UNITS + ")?)";

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              PhiClass.AGE,
              "(?i)(?<![\\d.,/$-])("
                  + OLD
                  + ")(?:[- ]{0,2}(?:years?|yrs?|yr\\.|y)\\.?[- /]{0,2}(?:old|o\\b|of age)|[- ]?y\\.?o\\b|[- ]?y/o\\b|[- ]?yr\\b)",
              0.97),
          new Rule(
              PhiClass.AGE,
              "(?i)\\bage[ds]?(?: (?:of|is|was|at \\w+))?[ \\t]*[:=]?[ \\t]*(?:/ ?sex[: ]*)?("
                  + OLD
                  + ")(?![\\d.,/%-]\\d|\\d|%| ?(?:mg|days|months|weeks))",
              0.95),
          new Rule(
              PhiClass.AGE,
              "(?i)\\b(?:turn(?:ed|s|ing)?|just turned|celebrated (?:his|her|their)|at|until|reached|i'm|i am|he is|she is|he's|she's)(?: the age of)? ("
                  + OLD
                  + ")(?:st|nd|rd|th)?(?= ?(?:[.,;!?]|$|years|birthday|and|when|last|this|next|in))",
              0.8),
          new Rule(
              PhiClass.AGE,
              "(?<![\\d.,/$-])(" + OLD + ")[ -]?(?:F|M|female|male|woman|man|lady|gentleman)\\b",
              0.9),
          new Rule(PhiClass.AGE, "(?i)\\b(" + OLD + ")(?:st|nd|rd|th) birthday", 0.95),
          new Rule(
              PhiClass.AGE,
              "(?i)(?<!\\p{L})(" + OLD_WORDS + ")[- ](?:years?|yrs?)[- ](?:old|of age)",
              0.97),
          new Rule(PhiClass.AGE, "(?i)\\b(?:age[d]?|age of|turned) (" + OLD_WORDS + ")\\b", 0.95),
          new Rule(
              PhiClass.AGE,
              "(?i)\\b(?:his|her|their)(?: (?:early|mid|late))?[- ](nineties|(?:19)?'?90['’]?s|hundreds)\\b",
              0.9),
          new Rule(PhiClass.AGE, "(?i)\\b(nonagenarian|centenarian|supercentenarian)s?\\b", 0.95),
          new Rule(
              PhiClass.DATE,
              "(?i)\\b(?:born|birth year|year of birth|yob)(?: (?:in|is))?[ \\t]*:?[ \\t]*((?:18\\d\\d|19[0-3]\\d))(?![\\d/-])",
              0.9));

  @Override
  public List<PhiSpan> find(Tokens text) {
    return Rule.find(RULES, text.text(), "age");
  }
}
