package dev.cartulary.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How the words of one text differ from those of another, by the fewest words left out and put in.
 *
 * <p>Source: E. W. Myers, "An O(ND) difference algorithm and its variations" (1986), the greedy
 * algorithm for the distance alone.
 *
 * @param words of the text that is right
 * @param missing of them
 * @param added to them
 */
record WordDistance(int words, int missing, int added) {
  private static final Pattern WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final int MOST = 30_000;

  double missingShare() {
    return (double) missing / Math.max(1, words);
  }

  double addedShare() {
    return (double) added / Math.max(1, words);
  }

  static List<String> words(String text) {
    return WORD.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
  }

  /** The distance of {@code read} from {@code right}; texts without resemblance differ in all. */
  static WordDistance of(List<String> right, List<String> read) {
    Map<String, Integer> codes = new HashMap<>();
    int[] a = codes(right, codes);
    int[] b = codes(read, codes);
    int distance = distance(a, b);
    int missing = (distance + a.length - b.length) / 2;
    return new WordDistance(a.length, missing, distance - missing);
  }

  private static int[] codes(List<String> words, Map<String, Integer> codes) {
    List<Integer> coded = new ArrayList<>();
    words.forEach(word -> coded.add(codes.computeIfAbsent(word, w -> codes.size())));
    return coded.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int distance(int[] a, int[] b) {
    int most = Math.min(MOST, a.length + b.length);
    int[] reached = new int[2 * most + 3];
    int zero = most + 1;
    for (int d = 0; d <= most; d++) {
      for (int k = -d; k <= d; k += 2) {
        boolean down = k == -d || (k != d && reached[zero + k - 1] < reached[zero + k + 1]);
        int x = down ? reached[zero + k + 1] : reached[zero + k - 1] + 1;
        int y = x - k;
        while (x < a.length && y < b.length && a[x] == b[y]) {
          x++;
          y++;
        }
        reached[zero + k] = x;
        if (x >= a.length && y >= b.length) {
          return d;
        }
      }
    }
    return a.length + b.length;
  }
}
