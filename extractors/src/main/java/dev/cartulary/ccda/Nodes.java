package dev.cartulary.ccda;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Ways through a document tree by the local names of elements. */
final class Nodes {
  private Nodes() {}

  /** The child elements of {@code parent}, in order. */
  static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        children.add(element);
      }
    }
    return children;
  }

  /** All elements that {@code path}, names with {@code /} between, leads to. */
  static List<Element> all(Element from, String path) {
    List<Element> found = List.of(from);
    for (String name : path.split("/", -1)) {
      found =
          found.stream()
              .flatMap(element -> children(element).stream())
              .filter(child -> name.equals(child.getLocalName()))
              .toList();
    }
    return found;
  }

  /** The first of {@link #all}. */
  static Optional<Element> first(Element from, String path) {
    return all(from, path).stream().findFirst();
  }

  /** An attribute's value, blanks at its ends removed; none if missing or blank. */
  static Optional<String> attribute(Element element, String name) {
    return Optional.of(element.getAttribute(name).strip()).filter(value -> !value.isEmpty());
  }

  /** The text in an element, runs of blanks as one; none if blank. */
  static Optional<String> text(Element element) {
    return Optional.of(element.getTextContent().strip().replaceAll("\\s+", " "))
        .filter(text -> !text.isEmpty());
  }
}
