package dev.cartulary.recognition;

import dev.cartulary.entity.EntityKind;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of diseases, as explanations begin: "Aspergillosis is an infection caused by ...". */
final class DefinedNames {
  private static final Pattern DEFINED =
      Pattern.compile(
          "(?:^|[.\\n] *)(\\p{Lu}[\\w'’-]*(?: [\\w'’-]+){0,5}?)(?: \\([^()]{2,40}\\))?,? (?:is|are) (?:an? |the |one of )"
              + "(?:[\\w-]+,? ){0,5}?(?:disorders?|diseases?|conditions?|cancers?|syndromes?|infections?|tumou?rs?|illness(?:es)?)\\b",
          Pattern.MULTILINE);

  /** What has one of these among its words is no name, or more than one. */
  private static final Set<String> NO_NAME =
      Set.of(
          ("a about according adults affected after all although an and another as at because before both by case cases"
                  + " causes certain children common commonly currently diagnosis each early examples for forms from he how"
                  + " if in individuals is it many men more most no of on one only or other others patients people rarely"
                  + " researchers scientists several she signs some sometimes such symptoms that the there these they this"
                  + " those treatment types usually we what when which while who with women you your")
              .split(" "));

  private DefinedNames() {}

  /** The names of a text, each as written and with a small first letter. */
  static List<Phrase> of(String text) {
    Set<String> names = new LinkedHashSet<>();
    for (Matcher defined = DEFINED.matcher(text); defined.find(); ) {
      List<String> words = Arrays.asList(defined.group(1).split(" ", -1));
      if (words.stream().noneMatch(word -> NO_NAME.contains(word.toLowerCase(Locale.ROOT)))) {
        String name = onceOnly(words).stream().collect(Collectors.joining(" "));
        names.add(name);
        names.add(small(name));
      }
    }
    return names.stream().map(name -> new Phrase(name, Set.of(EntityKind.PROBLEM))).toList();
  }

  /** A heading stands before the sentence that begins with the same words. */
  private static List<String> onceOnly(List<String> words) {
    int half = words.size() / 2;
    boolean twice = words.subList(0, half).equals(words.subList(half, words.size()));
    return twice ? words.subList(0, half) : words;
  }

  /** With a small first letter, where the word is no abbreviation. */
  static String small(String name) {
    boolean ordinary = name.length() > 1 && Character.isLowerCase(name.charAt(1));
    return ordinary ? name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1) : name;
  }
}
