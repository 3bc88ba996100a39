package dev.cartulary.gold;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.CharSpan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span of brat's stand-off format.
 *
 * @param kind what was annotated, as "Medication"
 * @param span from its first to its last character
 * @param words the span's own, without what stands between its pieces
 * @param inPieces whether other words stand between its own
 * @param measured whether a {@code Lab_value} is related to it
 */
public record BratSpan(
    String kind, CharSpan span, String words, boolean inPieces, boolean measured) {
  private static final Pattern SPAN =
      Pattern.compile("(T\\d+)\\t(\\w+) (\\d+)([\\d ;]*) (\\d+)\\t(.*)");
  private static final Pattern EVENT = Pattern.compile("(E\\d+)\\t\\w+:(T\\d+).*");
  private static final Pattern RELATION = Pattern.compile("R\\d+\\t\\w+ Arg1:(\\w+) Arg2:(\\w+).*");
  private static final String VALUE = "Lab_value";

  public BratSpan {
    requireNonNull(kind, "kind is null");
    requireNonNull(span, "span is null");
    requireNonNull(words, "words is null");
  }

  /** The spans of an annotation file, in its order; lines that are none are passed over. */
  public static List<BratSpan> read(String annotations) {
    List<String> lines = annotations.lines().map(String::strip).toList();
    Map<String, String> spans = new HashMap<>();
    Map<String, String> kinds = new HashMap<>();
    for (String line : lines) {
      Matcher event = EVENT.matcher(line);
      Matcher span = SPAN.matcher(line);
      if (event.matches()) {
        spans.put(event.group(1), event.group(2));
      } else if (span.matches()) {
        kinds.put(span.group(1), span.group(2));
      }
    }
    Set<String> measured = new HashSet<>();
    for (String line : lines) {
      Matcher relation = RELATION.matcher(line);
      if (relation.matches()) {
        String one = spans.getOrDefault(relation.group(1), relation.group(1));
        String other = spans.getOrDefault(relation.group(2), relation.group(2));
        if (VALUE.equals(kinds.get(one))) {
          measured.add(other);
        }
        if (VALUE.equals(kinds.get(other))) {
          measured.add(one);
        }
      }
    }
    return lines.stream()
        .map(SPAN::matcher)
        .filter(Matcher::matches)
        .map(
            span ->
                new BratSpan(
                    span.group(2),
                    new CharSpan(Integer.parseInt(span.group(3)), Integer.parseInt(span.group(5))),
                    span.group(6),
                    span.group(4).indexOf(';') >= 0,
                    measured.contains(span.group(1))))
        .toList();
  }
}
