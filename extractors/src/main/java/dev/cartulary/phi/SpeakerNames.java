package dev.cartulary.phi;

import dev.cartulary.deadline.WatchedText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names before what persons say, line by line. A text is taken for a conversation when nothing but
 * names can stand before the colons of two lines or more, and one of them is a given name.
 */
final class SpeakerNames {
  private static final Pattern LINE =
      Pattern.compile(
          "(?m)^[ \\t>]*(\\p{Lu}[\\p{L}'’-]+)(?: (\\p{Lu}[\\p{L}'’-]+))?: ?(?=[\"“\\p{L}])");

  private final Lexicon lexicon = Lexicon.builtIn();
  private final NameWords words;
  private final NameReach reach;

  SpeakerNames(NameWords words, NameReach reach) {
    this.words = words;
    this.reach = reach;
  }

  void find() {
    Tokens tokens = words.tokens();
    List<Integer> first = new ArrayList<>();
    boolean given = false;
    Matcher line = LINE.matcher(new WatchedText(tokens.text()));
    while (line.find()) {
      int i = tokens.at(line.start(1));
      if (i >= tokens.size() || tokens.get(i).start() != line.start(1)) {
        return;
      }
      Token token = tokens.get(i);
      boolean name = lexicon.isGiven(token.lower());
      if (words.ordinary(token) && !name) {
        return;
      }
      given |= name && !words.ordinary(token);
      first.add(i);
    }
    if (given && first.size() > 1) {
      first.forEach(i -> reach.extend(i, 2, 0.8));
    }
  }
}
