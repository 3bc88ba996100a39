package dev.cartulary.phi;

import dev.cartulary.deadline.WatchedText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern whose first group, or whole match where it has none, is an identifier.
 *
 * @param check what the identifier's text must pass besides
 */
record Rule(PhiClass kind, Pattern pattern, double probability, Predicate<String> check) {
  Rule(PhiClass kind, String pattern, double probability) {
    this(kind, pattern, probability, found -> true);
  }

  Rule(PhiClass kind, String pattern, double probability, Predicate<String> check) {
    this(kind, Pattern.compile(pattern), probability, check);
  }

  /** Finds by several rules. */
  static List<PhiSpan> find(List<Rule> rules, String text, String recogniser) {
    List<PhiSpan> spans = new ArrayList<>();
    for (Rule rule : rules) {
      Matcher matcher = rule.pattern.matcher(new WatchedText(text));
      while (matcher.find()) {
        int group = matcher.groupCount() >= 1 && matcher.start(1) >= 0 ? 1 : 0;
        if (matcher.start(group) < matcher.end(group) && rule.check.test(matcher.group(group))) {
          spans.add(
              new PhiSpan(
                  rule.kind,
                  matcher.start(group),
                  matcher.end(group),
                  rule.probability,
                  recogniser));
        }
      }
    }
    return spans;
  }
}
