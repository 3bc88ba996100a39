package dev.cartulary.layout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes running lines out of the flow, page after page. Of those that are more than a page number
 * one is kept, as a paragraph of its own at the top or the bottom of a page: of the first at whose
 * edge no sentence goes on, else of the last that has it. A page that has nothing else keeps all of
 * them: copies of one page are read as often as they are there.
 */
final class Flow {
  private final Map<Integer, List<RunningLines.Running>> running;
  private final Set<String> kept = new HashSet<>();
  private boolean open;
  private int page;

  Flow(Map<Integer, List<RunningLines.Running>> running) {
    this.running = running;
  }

  /** The next page without its running lines. */
  Sheet next(Sheet sheet) {
    List<RunningLines.Running> out = running.getOrDefault(page++, List.of());
    Set<Integer> taken = new HashSet<>();
    out.forEach(r -> taken.add(r.line().index()));
    if (taken.size() == sheet.lines().size()) {
      taken.clear();
      out.stream().filter(r -> r.line().isPageNumber()).forEach(r -> taken.add(r.line().index()));
      out = List.of();
    }
    List<Line> body = new ArrayList<>();
    for (int i = 0; i < sheet.lines().size(); i++) {
      if (!taken.contains(i)) {
        body.add(sheet.lines().get(i));
      }
    }
    boolean goesOn = open;
    open = body.isEmpty() ? open : isOpen(body.get(body.size() - 1).text());
    List<Line> heads = new ArrayList<>();
    List<Line> feet = new ArrayList<>();
    for (RunningLines.Running r : out) {
      boolean foot = r.line().foot();
      boolean fits = r.last() || !(foot ? open : goesOn);
      if (!r.line().isPageNumber() && fits && kept.add(r.key())) {
        (foot ? feet : heads).add(sheet.lines().get(r.line().index()));
      }
    }
    List<Line> lines = new ArrayList<>(heads);
    for (Line line : body) {
      boolean first = lines.size() == heads.size() && !heads.isEmpty();
      lines.add(first ? line.apart(true) : line);
    }
    for (Line line : feet) {
      lines.add(lines.size() == heads.size() + body.size() ? line.apart(true) : line);
    }
    return new Sheet(sheet.width(), sheet.height(), lines);
  }

  /** Whether a sentence goes on after {@code line}. */
  private static boolean isOpen(String line) {
    int end = line.length();
    while (end > 0 && "\"'”’)]*".indexOf(line.charAt(end - 1)) >= 0) {
      end--;
    }
    return end > 0 && ".!?:;".indexOf(line.charAt(end - 1)) < 0;
  }
}
