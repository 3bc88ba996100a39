package dev.cartulary.recognition;

import dev.cartulary.entity.EntityKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that a text gives as examples (Hearst, 1992): "drugs such as aspirin, heparin, and ...".
 */
final class ExampleNames {
  private static final Map<EntityKind, String> CLASSES =
      new TreeMap<>(
          Map.of(
              EntityKind.DRUG,
              "drugs?|medications?|medicines?|antibiotics?|antivirals?|diuretics?|(?:cortico)?steroids?|blockers?|inhibitors?"
                  + "|agents?|pain relievers?|antidepressants?|painkillers?|NSAIDs?|anticonvulsants?|sedatives?|hormones?",
              EntityKind.PROBLEM,
              "diseases?|disorders?|conditions?|illness(?:es)?|infections?|cancers?|syndromes?|complications?"));

  private static final Pattern BETWEEN = Pattern.compile(", (?:and |or )?| and | or ");

  /** Where the examples end and a clause begins. */
  private static final Pattern NO_NAME =
      Pattern.compile(
          "(?i)(?:.*\\d.*|(?:.* )?(?:the|an?|others?|and|or|it|that|which|this|your|their|his|her|more|many|some|any|taking"
              + "|certain)(?: .*)?|.* .*ing(?: .*)?|(?:\\S+ ){3}.*)");

  private ExampleNames() {}

  /** The names of which only one class of things is said. */
  static List<Phrase> of(String text) {
    Map<EntityKind, Set<String>> names = new TreeMap<>();
    CLASSES.forEach((kind, words) -> names.put(kind, names(text, words)));
    List<Phrase> phrases = new ArrayList<>();
    names.forEach(
        (kind, own) ->
            own.stream()
                .filter(name -> classes(name, names) == 1)
                .forEach(name -> phrases.add(new Phrase(name, Set.of(kind)))));
    return phrases;
  }

  private static Set<String> names(String text, String words) {
    Pattern examples =
        Pattern.compile("\\b(?:" + words + "),? (?:such as|including) ([^.;:()\\n]{3,160})");
    Set<String> names = new LinkedHashSet<>();
    for (Matcher found = examples.matcher(text); found.find(); ) {
      String[] items = BETWEEN.split(found.group(1), -1);
      // The last item may go on as a sentence.
      for (int i = 0; i < Math.max(1, items.length - 1); i++) {
        String name = items[i].strip();
        if (name.isEmpty() || NO_NAME.matcher(name).matches()) {
          break;
        }
        names.add(name);
      }
    }
    return names;
  }

  private static long classes(String name, Map<EntityKind, Set<String>> names) {
    return names.values().stream()
        .filter(all -> all.stream().anyMatch(name::equalsIgnoreCase))
        .count();
  }

  /** As it may begin a sentence. */
  static String capital(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
