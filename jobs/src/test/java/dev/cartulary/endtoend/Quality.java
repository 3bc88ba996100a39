package dev.cartulary.endtoend;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many values of a run are right, field by field. Values are compared in normalised form; a
 * value that a document states twice counts once; values in need of review do not count as found.
 */
final class Quality {
  private static final Pattern AMOUNT = Pattern.compile("(-?[\\d.]+) ([A-Z]{3})");

  private final Map<String, Score> scores = new TreeMap<>();

  /** Counts of one field over all documents. */
  record Score(int gold, int found, int right) {
    Score plus(Score other) {
      return new Score(gold + other.gold, found + other.found, right + other.right);
    }

    /** 1 where nothing was found: no value is wrong. */
    double precision() {
      return found == 0 ? 1 : (double) right / found;
    }

    double recall() {
      return gold == 0 ? 1 : (double) right / gold;
    }
  }

  private record Value(String path, String words) {}

  static Quality of(Samples samples, Path output) throws SQLException {
    Map<String, Set<Value>> gold = new TreeMap<>();
    List<String> delivered = Tables.column(output, "select path from documents");
    for (Samples.Gold value : samples.goldValues()) {
      // Where a machine has no OCR, scans count neither way.
      if (delivered.contains(value.path())) {
        gold.computeIfAbsent(value.name(), name -> new HashSet<>())
            .add(new Value(value.path(), canonical(value.normalized())));
      }
    }
    Map<String, Set<Value>> found = new TreeMap<>();
    for (List<String> row :
        Tables.query(
            output, "select name, path, normalized.canonical from fields where status = 'found'")) {
      found
          .computeIfAbsent(row.get(0), name -> new HashSet<>())
          .add(new Value(row.get(1), canonical(row.get(2))));
    }
    Quality quality = new Quality();
    Set<String> names = new HashSet<>(gold.keySet());
    names.addAll(found.keySet());
    for (String name : names) {
      Set<Value> right = new HashSet<>(found.getOrDefault(name, Set.of()));
      right.retainAll(gold.getOrDefault(name, Set.of()));
      quality.scores.put(
          name,
          new Score(
              gold.getOrDefault(name, Set.of()).size(),
              found.getOrDefault(name, Set.of()).size(),
              right.size()));
    }
    return quality;
  }

  private static String canonical(String normalized) {
    String words =
        normalized
            .strip()
            .replaceAll("\\s+", " ")
            .replace('\u2019', '\'')
            .replace('\u2018', '\'')
            .replaceAll("[\u201c\u201d]", "\"");
    Matcher amount = AMOUNT.matcher(words);
    return amount.matches()
        ? new BigDecimal(amount.group(1)).stripTrailingZeros().toPlainString()
            + " "
            + amount.group(2)
        : words.toLowerCase(Locale.ROOT);
  }

  /** Zeros for a field that is neither in the gold nor in the run; the sum for {@code all}. */
  Score of(String field) {
    return field.equals("all") ? total() : scores.getOrDefault(field, new Score(0, 0, 0));
  }

  private Score total() {
    return scores.values().stream().reduce(new Score(0, 0, 0), Score::plus);
  }

  /** A table for people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            "%-34s %5s %5s %5s %9s %6s", "field", "gold", "found", "right", "precision", "recall"));
    scores.forEach((name, score) -> lines.add(line(name, score)));
    lines.add(line("all", total()));
    return lines;
  }

  private static String line(String name, Score score) {
    return String.format(
        Locale.ROOT,
        "%-34s %5d %5d %5d %9.2f %6.2f",
        name,
        score.gold(),
        score.found(),
        score.right(),
        score.precision(),
        score.recall());
  }
}
