package dev.cartulary.prompt;

import dev.cartulary.deadline.WatchedText;
import dev.cartulary.document.CharSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the sentences that hold cues, for all fields in one pass.
 *
 * <p>A blank in a cue stands for any white space, and {@code .} for line breaks too, because pages
 * break lines anywhere; a match never leaves its sentence.
 */
final class CueIndex {
  /*
   * Trying every cue at every character costs some ten milliseconds a page. Nearly all cues begin
   * with known letters at the start of a word, so a table from these letters to cues leaves a few
   * attempts a sentence. Cues of other forms are searched in every sentence.
   */
  private final Map<String, List<Cue>> byPrefix = new HashMap<>();
  private final List<Cue> anywhere = new ArrayList<>();
  private final int fields;

  /** Marks a sentence without a cue of the field. */
  static final int NONE = Integer.MAX_VALUE;

  private record Cue(int field, int rank, Pattern pattern) {}

  /**
   * @param cues of each field, as regular expressions
   */
  CueIndex(List<List<String>> cues) {
    this.fields = cues.size();
    for (int field = 0; field < fields; field++) {
      for (int rank = 0; rank < cues.get(field).size(); rank++) {
        String regex = cues.get(field).get(rank).replace(" ", "\\s");
        Pattern pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
        Cue cue = new Cue(field, rank, pattern);
        Set<String> prefixes = RegexPrefixes.of(regex);
        prefixes.forEach(p -> byPrefix.computeIfAbsent(p, x -> new ArrayList<>()).add(cue));
        if (prefixes.isEmpty()) {
          anywhere.add(cue);
        }
      }
    }
  }

  /** For each field and sentence, the index of the first of its cues there, or {@link #NONE}. */
  List<int[]> find(String text, List<CharSpan> sentences) {
    List<int[]> found = new ArrayList<>(); // (field, sentence)
    for (int field = 0; field < fields; field++) {
      int[] none = new int[sentences.size()];
      Arrays.fill(none, NONE);
      found.add(none);
    }
    Map<Cue, Matcher> matchers = new HashMap<>();
    StringBuilder prefix = new StringBuilder();
    for (int i = 0; i < sentences.size(); i++) {
      CharSpan sentence = sentences.get(i);
      for (int at = sentence.start(); at < sentence.end(); at++) {
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        if (word(before) || !word(text.charAt(at))) {
          continue;
        }
        prefix.setLength(0);
        for (int n = 0; n < RegexPrefixes.LENGTH && at + n < sentence.end(); n++) {
          char c = text.charAt(at + n);
          prefix.append(Character.isWhitespace(c) ? ' ' : Character.toLowerCase(c));
          for (Cue cue : byPrefix.getOrDefault(prefix.toString(), List.of())) {
            int[] ranks = found.get(cue.field);
            if (cue.rank < ranks[i]
                && matcher(matchers, cue, text).region(at, sentence.end()).lookingAt()) {
              ranks[i] = cue.rank;
            }
          }
        }
      }
      for (Cue cue : anywhere) {
        int[] ranks = found.get(cue.field);
        if (cue.rank < ranks[i]
            && matcher(matchers, cue, text).region(sentence.start(), sentence.end()).find()) {
          ranks[i] = cue.rank;
        }
      }
    }
    return found;
  }

  private static boolean word(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static Matcher matcher(Map<Cue, Matcher> matchers, Cue cue, String text) {
    return matchers.computeIfAbsent(
        cue,
        c ->
            c.pattern
                .matcher(new WatchedText(text))
                .useTransparentBounds(true)
                .useAnchoringBounds(false));
  }
}
