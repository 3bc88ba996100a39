package dev.cartulary.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds running headers, footers and page numbers: lines near the top or the bottom that stand at
 * the same height with the same text, or with a number that counts with the pages, on at least half
 * of the pages between the first and the last that has them, and on three pages at least (on all of
 * a shorter document).
 */
final class RunningLines {
  /*
   * A header may begin late (an exhibit), stand on every second page (left and right pages), and
   * its page number may begin anew; so the share is taken over the pages between, and most steps of
   * a number, not all, must be those of the pages.
   */
  private static final double EDGE = 0.2;
  private static final int ROWS = 4;
  private static final int SAME_HEIGHT = 60;
  private static final double MOST_STEPS = 0.7;

  private final Map<String, List<EdgeLine>> alike = new HashMap<>();
  private int pages;

  /** Adds the next page. */
  void add(Sheet sheet) {
    int page = pages++;
    Set<Integer> tops = new TreeSet<>();
    sheet.lines().forEach(line -> tops.add(line.top()));
    List<Integer> rows = List.copyOf(tops);
    for (int i = 0; i < sheet.lines().size(); i++) {
      Line line = sheet.lines().get(i);
      int last = rows.size() - 1;
      boolean head =
          line.top() <= rows.get(Math.min(ROWS - 1, last)) && line.bottom() < EDGE * sheet.height();
      boolean foot =
          line.top() >= rows.get(Math.max(0, last - ROWS + 1))
              && line.top() > (1 - EDGE) * sheet.height();
      if (head || foot) {
        EdgeLine edge = EdgeLine.of(page, i, foot, line.top(), line.text());
        alike.computeIfAbsent((foot ? "f" : "h") + edge.mask(), m -> new ArrayList<>()).add(edge);
      }
    }
  }

  /**
   * The running lines of each page that has some, each with the lines that are the same for the
   * reader: those whose text is kept once.
   */
  Map<Integer, List<Running>> find() {
    Map<Integer, List<Running>> found = new TreeMap<>();
    for (List<EdgeLine> lines : alike.values()) {
      // A page number may stand where its page's text ends, at any height.
      if (lines.get(0).isPageNumber() && isOften(lines) && counts(lines)) {
        addGroup(lines, found);
        continue;
      }
      for (List<EdgeLine> group : levels(lines)) {
        if (isOften(group) && !group.get(0).isHeading() && counts(group)) {
          addGroup(group, found);
        } else {
          Map<String, List<EdgeLine>> same = new HashMap<>();
          group.forEach(
              line -> same.computeIfAbsent(line.text(), t -> new ArrayList<>()).add(line));
          same.values().stream().filter(this::isOften).forEach(equal -> addGroup(equal, found));
        }
      }
    }
    found.values().forEach(list -> list.sort(Comparator.comparingInt(r -> r.line().index())));
    return found;
  }

  /**
   * A running line on one page.
   *
   * @param key the same for the lines of which one is kept; of a page number none is
   * @param last whether it is the last of them
   */
  record Running(EdgeLine line, String key, boolean last) {}

  private static void addGroup(List<EdgeLine> group, Map<Integer, List<Running>> found) {
    String key = (group.get(0).foot() ? "f" : "h") + group.get(0).mask();
    int end = group.stream().mapToInt(EdgeLine::page).max().orElseThrow();
    for (EdgeLine line : group) {
      found
          .computeIfAbsent(line.page(), p -> new ArrayList<>())
          .add(new Running(line, key, line.page() == end));
    }
  }

  /** Lines at one height each, in the order of the pages. */
  private static List<List<EdgeLine>> levels(List<EdgeLine> lines) {
    List<EdgeLine> sorted = new ArrayList<>(lines);
    sorted.sort(Comparator.comparingInt(EdgeLine::y).thenComparingInt(EdgeLine::page));
    List<List<EdgeLine>> levels = new ArrayList<>();
    int y = 0;
    for (EdgeLine line : sorted) {
      if (levels.isEmpty() || line.y() - y > SAME_HEIGHT) {
        levels.add(new ArrayList<>());
      }
      levels.get(levels.size() - 1).add(line);
      y = line.y();
    }
    levels.forEach(level -> level.sort(Comparator.comparingInt(EdgeLine::page)));
    return levels;
  }

  private boolean isOften(List<EdgeLine> lines) {
    Set<Integer> on = new HashSet<>();
    lines.forEach(line -> on.add(line.page()));
    int first = lines.stream().mapToInt(EdgeLine::page).min().orElseThrow();
    int last = lines.stream().mapToInt(EdgeLine::page).max().orElseThrow();
    return on.size() >= Math.max(2, Math.min(3, pages)) && 2 * on.size() > last - first;
  }

  /** Whether one of the numbers goes with the pages, and all others do or stay. */
  private static boolean counts(List<EdgeLine> lines) {
    boolean any = false;
    for (int n = 0; n < lines.get(0).numbers().size(); n++) {
      int steps = 0;
      int counting = 0;
      int standing = 0;
      for (int i = 1; i < lines.size(); i++) {
        EdgeLine before = lines.get(i - 1);
        EdgeLine line = lines.get(i);
        int turned = line.page() - before.page();
        long step = line.numbers().get(n) - before.numbers().get(n);
        steps += turned > 0 ? 1 : 0;
        counting += turned > 0 && step == turned ? 1 : 0;
        standing += turned > 0 && step == 0 ? 1 : 0;
      }
      boolean goes = steps > 0 && counting >= MOST_STEPS * steps;
      any |= goes;
      if (!goes && standing < MOST_STEPS * steps) {
        return false;
      }
    }
    return any;
  }
}
