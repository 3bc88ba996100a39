package dev.cartulary.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the values of one field in a text, the best first. */
interface Rule {
  List<String> find(String text);

  /** What the expressions' first groups match, in the order of the expressions. */
  static Rule first(Pattern... patterns) {
    return text -> {
      List<String> found = new ArrayList<>();
      for (Pattern pattern : patterns) {
        for (Matcher m = pattern.matcher(text); m.find() && found.size() < 50; ) {
          found.add(m.group(1));
        }
      }
      return found;
    };
  }

  /** The same rule on the first {@code characters} of a text. */
  default Rule within(int characters) {
    return text -> find(text.substring(0, Math.min(text.length(), characters)));
  }

  /** This rule, and {@code other} where it finds nothing. */
  default Rule orElse(Rule other) {
    return text -> {
      List<String> found = find(text);
      return found.isEmpty() ? other.find(text) : found;
    };
  }

  /** An expression without regard to case, in which a blank is any white space. */
  static Pattern words(String regex) {
    return Pattern.compile(regex.replace(" ", "\\s+"), Pattern.CASE_INSENSITIVE);
  }

  /** An expression that minds case, in which a blank is any white space. */
  static Pattern exact(String regex) {
    return Pattern.compile(regex.replace(" ", "\\s+"));
  }
}
