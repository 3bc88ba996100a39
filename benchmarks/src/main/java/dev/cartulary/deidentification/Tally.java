package dev.cartulary.deidentification;

import dev.cartulary.document.CharSpan;
import dev.cartulary.phi.PhiClass;
import dev.cartulary.phi.PhiFindings;
import dev.cartulary.phi.PhiSpan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Counts over texts of one set. An identifier is covered when all its letters and digits are within
 * spans, whatever their class; a span in a judged range is right when it touches an identifier or a
 * free span.
 */
final class Tally {
  private final Map<PhiClass, int[]> gold = new EnumMap<>(PhiClass.class);
  private final Map<PhiClass, int[]> spans = new EnumMap<>(PhiClass.class);
  private final List<String> missed = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private int elsewhere;
  private int documents;
  private int leaking;
  private double risk;
  private long unknownWords;
  private long longNumbers;
  private double uncertain;

  private long words;

  void add(Labelled document, PhiFindings findings) {
    words += findings.words();
    documents++;
    risk += findings.risk();
    unknownWords += findings.leftovers().unknownWords();
    longNumbers += findings.leftovers().longNumbers();
    uncertain += findings.uncertain().stream().mapToDouble(PhiSpan::probability).sum();
    int before = missed.size();
    for (Labelled.Gold identifier : document.gold()) {
      int[] counts = gold.computeIfAbsent(identifier.kind(), kind -> new int[3]);
      counts[0]++;
      boolean covered = isCovered(document.text(), identifier.span(), findings.spans());
      counts[1] += covered ? 1 : 0;
      counts[2] +=
          covered
                  && findings.spans().stream()
                      .anyMatch(
                          span ->
                              span.kind() == identifier.kind()
                                  && span.span().overlaps(identifier.span()))
              ? 1
              : 0;
      if (!covered) {
        missed.add(identifier.kind() + ": " + around(document.text(), identifier.span()));
      }
    }
    leaking += missed.size() > before ? 1 : 0;
    for (PhiSpan span : findings.spans()) {
      boolean judged = document.judged().stream().anyMatch(range -> range.overlaps(span.span()));
      if (!judged) {
        elsewhere++;
        continue;
      }
      if (document.free().stream().anyMatch(range -> range.overlaps(span.span()))
          && document.gold().stream().noneMatch(g -> g.span().overlaps(span.span()))) {
        continue;
      }
      int[] counts = spans.computeIfAbsent(span.kind(), kind -> new int[2]);
      counts[0]++;
      boolean right = document.gold().stream().anyMatch(g -> g.span().overlaps(span.span()));
      counts[1] += right ? 1 : 0;
      if (!right) {
        wrong.add(
            span.kind()
                + " by "
                + span.recogniser()
                + " "
                + span.probability()
                + ": "
                + around(document.text(), span.span()));
      }
    }
  }

  private static boolean isCovered(String text, CharSpan gold, List<PhiSpan> spans) {
    for (int i = gold.start(); i < gold.end(); i++) {
      int at = i;
      if (Character.isLetterOrDigit(text.charAt(i))
          && spans.stream().noneMatch(span -> span.span().contains(at))) {
        return false;
      }
    }
    return true;
  }

  private static String around(String text, CharSpan span) {
    int from = Math.max(0, span.start() - 40);
    int to = Math.min(text.length(), span.end() + 25);
    return (text.substring(from, span.start())
            + "[["
            + span.of(text)
            + "]]"
            + text.substring(span.end(), to))
        .replace('\n', '|');
  }

  void print(String title, Consumer<String> out) {
    out.accept(
        String.format(
            Locale.ROOT,
            "%s: %,d words, %d spans outside of the judged text",
            title,
            words,
            elsewhere));
    out.accept("class          identifiers  covered  recall  in class | spans  right  precision");
    int[] all = new int[3];
    int[] allSpans = new int[2];
    for (PhiClass kind : PhiClass.values()) {
      int[] g = gold.getOrDefault(kind, new int[3]);
      int[] s = spans.getOrDefault(kind, new int[2]);
      if (g[0] + s[0] > 0) {
        line(kind.paragraph() + " " + kind, g, s, out);
      }
      for (int i = 0; i < 3; i++) {
        all[i] += g[i];
      }
      allSpans[0] += s[0];
      allSpans[1] += s[1];
    }
    line("all", all, allSpans, out);
    out.accept(
        String.format(
            Locale.ROOT,
            "left over: %,d unknown words, %,d long numbers, uncertain spans of %.0f in sum; an identifier was missed in %.3f of %,d documents, estimated %.3f",
            unknownWords,
            longNumbers,
            uncertain,
            (double) leaking / Math.max(1, documents),
            documents,
            risk / Math.max(1, documents)));
  }

  private static void line(String name, int[] g, int[] s, Consumer<String> out) {
    out.accept(
        String.format(
            Locale.ROOT,
            "%-15s %10d %8d %7s %9s | %5d %6d %10s",
            name,
            g[0],
            g[1],
            share(g[1], g[0]),
            share(g[2], g[0]),
            s[0],
            s[1],
            share(s[1], s[0])));
  }

  private static String share(int part, int whole) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.4f", (double) part / whole);
  }

  double recall(PhiClass kind) {
    int[] counts = gold.getOrDefault(kind, new int[3]);
    return counts[0] == 0 ? 1 : (double) counts[1] / counts[0];
  }

  int identifiers(PhiClass kind) {
    return gold.getOrDefault(kind, new int[3])[0];
  }

  double precision() {
    int found = spans.values().stream().mapToInt(counts -> counts[0]).sum();
    int right = spans.values().stream().mapToInt(counts -> counts[1]).sum();
    return found == 0 ? 1 : (double) right / found;
  }

  List<String> missed() {
    return missed;
  }

  List<String> wrong() {
    return wrong;
  }
}
