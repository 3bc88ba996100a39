package dev.cartulary.ccda;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/**
 * The narrative block of a section: paragraphs as lines, list items as lines with a dash, and a
 * table row as {@code Header: value; Header: value}, or its cells with {@code " | "} where headers
 * and cells do not match. Empty cells are left out.
 */
final class Narrative {
  private final StringBuilder out = new StringBuilder();

  private Narrative() {}

  static String of(Element text) {
    Narrative narrative = new Narrative();
    narrative.walk(text);
    return narrative.out.toString();
  }

  private void walk(Element parent) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Text words) {
        out.append(words.getData().replaceAll("\\s+", " "));
      } else if (node instanceof Element element) {
        element(element);
      }
    }
  }

  private void element(Element element) {
    switch (String.valueOf(element.getLocalName())) {
      case "table" -> table(element);
      case "br" -> out.append('\n');
      case "item" -> {
        out.append("\n- ");
        walk(element);
        out.append('\n');
      }
      case "paragraph", "caption", "list" -> {
        out.append('\n');
        walk(element);
        out.append('\n');
      }
      default -> walk(element);
    }
  }

  private void table(Element table) {
    Nodes.first(table, "caption").ifPresent(this::element);
    List<String> headers = new ArrayList<>();
    for (Element row : rows(table)) {
      List<Element> cells =
          Nodes.children(row).stream().filter(cell -> isCell(cell.getLocalName())).toList();
      if (!cells.isEmpty() && cells.stream().allMatch(cell -> "th".equals(cell.getLocalName()))) {
        headers = cells.stream().map(Narrative::line).toList();
      } else {
        String line = row(headers, cells.stream().map(Narrative::line).toList());
        out.append('\n').append(line);
      }
    }
    out.append('\n');
  }

  private static boolean isCell(String name) {
    return "td".equals(name) || "th".equals(name);
  }

  private static List<Element> rows(Element table) {
    List<Element> rows = new ArrayList<>();
    for (Element child : Nodes.children(table)) {
      if ("tr".equals(child.getLocalName())) {
        rows.add(child);
      } else {
        rows.addAll(Nodes.all(child, "tr"));
      }
    }
    return rows;
  }

  private static String row(List<String> headers, List<String> cells) {
    boolean labelled = headers.size() == cells.size();
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      if (!cells.get(i).isEmpty()) {
        Optional<String> label =
            labelled && !headers.get(i).isEmpty() ? Optional.of(headers.get(i)) : Optional.empty();
        String cell = cells.get(i);
        parts.add(label.map(text -> text + ": " + cell).orElse(cell));
      }
    }
    return String.join(labelled ? "; " : " | ", parts);
  }

  /** A cell with all it holds, on one line. */
  private static String line(Element cell) {
    return of(cell).strip().replaceAll("\\s+", " ");
  }
}
