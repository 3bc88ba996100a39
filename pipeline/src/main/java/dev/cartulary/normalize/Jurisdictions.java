package dev.cartulary.normalize;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.FieldValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * States, provinces and countries of a gazetteer, normalised to their usual English name.
 * Two-letter codes are not read: too many are words. Names must start with a capital.
 */
public final class Jurisdictions implements Recogniser {
  /** Words before a name that are no part of it: the span of "State of New York" is "New York". */
  private static final Pattern RANK = Pattern.compile("(?:State|Commonwealth|Province)\\sof\\s");

  private static final Pattern BAR = Pattern.compile("\\|");
  private static final Map<String, String> NAMES = gazetteer();
  private static final int LONGEST =
      NAMES.keySet().stream().mapToInt(name -> Words.split(name).size()).max().orElseThrow();
  private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}.'’]*+|&");

  /** The gazetteer: one place a line, its name first, other spellings after {@code |}. */
  private static Map<String, String> gazetteer() {
    try (InputStream in = Jurisdictions.class.getResourceAsStream("jurisdictions.txt")) {
      if (in == null) {
        throw new IllegalStateException("jurisdictions.txt is missing from this build");
      }
      Map<String, String> names = new HashMap<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .forEach(
              line -> {
                List<String> spellings = BAR.splitAsStream(line).map(String::strip).toList();
                spellings.forEach(spelling -> names.put(key(spelling), spellings.get(0)));
              });
      return Map.copyOf(names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String key(String words) {
    return words.toLowerCase(Locale.ROOT).replace('’', '\'').replace(".", "");
  }

  @Override
  public List<Finding> find(String text) {
    List<CharSpan> words = new ArrayList<>();
    for (Matcher m = WORD.matcher(text); m.find(); ) {
      words.add(new CharSpan(m.start(), m.end()));
    }
    List<Finding> found = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (!Character.isUpperCase(text.charAt(words.get(i).start()))) {
        continue;
      }
      int taken = longest(text, words, i, found);
      i += Math.max(0, taken - 1);
    }
    return found;
  }

  /** Adds the longest name that starts at word {@code from}; returns its number of words. */
  private static int longest(String text, List<CharSpan> words, int from, List<Finding> found) {
    StringBuilder key = new StringBuilder();
    int taken = 0;
    String name = "";
    for (int n = 1; n <= LONGEST && from + n <= words.size(); n++) {
      CharSpan word = words.get(from + n - 1);
      if (n > 1) {
        CharSpan before = words.get(from + n - 2);
        if (!blank(text, before.end(), word.start())) {
          break;
        }
        key.append(' ');
      }
      key.append(key(word.of(text)));
      String known = NAMES.get(key.toString());
      if (known == null && key.length() > 2 && key.toString().endsWith("'s")) {
        known = NAMES.get(key.substring(0, key.length() - 2));
      }
      if (known != null) {
        taken = n;
        name = known;
      }
    }
    if (taken > 0) {
      int start = words.get(from).start();
      int end = words.get(from + taken - 1).end();
      while (text.charAt(end - 1) == '.' || text.charAt(end - 1) == '\'') {
        end--;
      }
      if (end - start > 2 && (text.startsWith("'s", end - 2) || text.startsWith("’s", end - 2))) {
        end -= 2;
      }
      Matcher rank = RANK.matcher(text).region(start, end);
      start = rank.lookingAt() ? rank.end() : start;
      found.add(new Finding(new CharSpan(start, end), new FieldValue.Text(name)));
    }
    return taken;
  }

  private static boolean blank(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Words.blank(text.charAt(i))) {
        return false;
      }
    }
    return to - from <= 3;
  }
}
