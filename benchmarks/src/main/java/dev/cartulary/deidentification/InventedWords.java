package dev.cartulary.deidentification;

import dev.cartulary.phi.Lexicon;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Names and places that sound like those of the product's lists, letter by letter. */
final class InventedWords {
  private static final int CONTEXT = 3;
  private static final int LONGEST = 14;
  private static final int SHORTEST = 4;

  private final List<String> names = new ArrayList<>();
  private final List<String> places = new ArrayList<>();
  private final Map<String, StringBuilder> next = new HashMap<>();

  InventedWords() {
    Lexicon lexicon = Lexicon.builtIn();
    names.addAll(lexicon.givenFemale());
    names.addAll(lexicon.givenMale());
    names.addAll(lexicon.surnames());
    for (String city : lexicon.cities()) {
      places.addAll(List.of(city.toLowerCase(Locale.ROOT).split("[ -]", -1)));
    }
    names.forEach(this::learn);
    places.forEach(this::learn);
  }

  private void learn(String word) {
    String marked = "^".repeat(CONTEXT) + word + "$";
    for (int i = CONTEXT; i < marked.length(); i++) {
      next.computeIfAbsent(marked.substring(i - CONTEXT, i), key -> new StringBuilder())
          .append(marked.charAt(i));
    }
  }

  /** A word in lower case: of a list, or as often one that nobody has. */
  String draw(boolean name, Random random) {
    List<String> list = name || random.nextInt(3) == 0 ? names : places;
    return random.nextInt(5) < 2 ? list.get(random.nextInt(list.size())) : invented(random);
  }

  private String invented(Random random) {
    while (true) {
      StringBuilder word = new StringBuilder("^".repeat(CONTEXT));
      char c;
      do {
        CharSequence choices =
            next.getOrDefault(word.substring(word.length() - CONTEXT), new StringBuilder("$"));
        c = choices.charAt(random.nextInt(choices.length()));
        word.append(c);
      } while (c != '$' && word.length() < LONGEST + CONTEXT);
      String letters = word.substring(CONTEXT, word.length() - 1);
      if (letters.length() >= SHORTEST) {
        return letters;
      }
    }
  }
}
