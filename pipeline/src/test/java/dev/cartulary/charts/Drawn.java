package dev.cartulary.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A drawing, read again: where its texts and marks lie. */
record Drawn(double width, double height, List<Box> texts, List<double[]> points) {
  private static final Pattern PLACE = Pattern.compile("[ML]([-\\d.eE+NaInfity]+) ([-\\d.]+)");
  private static final double ASCENT = 11;
  private static final double DESCENT = 3;

  record Box(double left, double right, double top, double bottom, String words) {
    boolean touches(Box other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
  }

  static Drawn of(String svg) {
    assertThat(svg).doesNotContain("NaN", "Infinity");
    Element root = parsed(svg);
    String[] view = root.getAttribute("viewBox").split(" ", -1);
    List<Box> texts = new ArrayList<>();
    NodeList written = root.getElementsByTagName("text");
    for (int i = 0; i < written.getLength(); i++) {
      texts.add(box((Element) written.item(i)));
    }
    List<double[]> points = new ArrayList<>();
    NodeList paths = root.getElementsByTagName("path");
    for (int i = 0; i < paths.getLength(); i++) {
      Element path = (Element) paths.item(i);
      if (path.getAttribute("class").equals("hatch")) {
        continue;
      }
      Matcher places = PLACE.matcher(path.getAttribute("d"));
      while (places.find()) {
        points.add(
            new double[] {
              Double.parseDouble(places.group(1)), Double.parseDouble(places.group(2))
            });
      }
    }
    NodeList bars = root.getElementsByTagName("rect");
    for (int i = 0; i < bars.getLength(); i++) {
      Element bar = (Element) bars.item(i);
      if (!bar.getAttribute("class").equals("hatch-ground")) {
        double x = number(bar, "x");
        double y = number(bar, "y");
        points.add(new double[] {x, y});
        points.add(new double[] {x + number(bar, "width"), y + number(bar, "height")});
      }
    }
    return new Drawn(Double.parseDouble(view[2]), Double.parseDouble(view[3]), texts, points);
  }

  private static Element parsed(String svg) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(svg)))
          .getDocumentElement();
    } catch (Exception e) {
      throw new AssertionError("not XML: " + svg, e);
    }
  }

  private static Box box(Element text) {
    double wide = TextWidth.of(text.getTextContent());
    double x = number(text, "x");
    double y = number(text, "y");
    double left =
        switch (text.getAttribute("text-anchor")) {
          case "start" -> x;
          case "middle" -> x - wide / 2;
          case "end" -> x - wide;
          default -> throw new AssertionError(text.getAttribute("text-anchor"));
        };
    return new Box(left, left + wide, y - ASCENT, y + DESCENT, text.getTextContent());
  }

  private static double number(Element element, String name) {
    return Double.parseDouble(element.getAttribute(name));
  }

  /** All is inside, and no text touches another; a rounded coordinate may be off by its digit. */
  void isSound() {
    assertThat(texts).isNotEmpty();
    assertThat(points).isNotEmpty();
    double rounding = 0.11;
    for (double[] point : points) {
      assertThat(point[0]).isBetween(-rounding, width + rounding);
      assertThat(point[1]).isBetween(-rounding, height + rounding);
    }
    for (int i = 0; i < texts.size(); i++) {
      Box one = texts.get(i);
      assertThat(one.left).as(one.words).isGreaterThanOrEqualTo(-rounding);
      assertThat(one.right).as(one.words).isLessThanOrEqualTo(width + rounding);
      assertThat(one.top).as(one.words).isGreaterThanOrEqualTo(-rounding);
      assertThat(one.bottom).as(one.words).isLessThanOrEqualTo(height + rounding);
      for (int j = 0; j < i; j++) {
        assertThat(one.touches(texts.get(j)))
            .as("'%s' touches '%s'", one.words, texts.get(j).words)
            .isFalse();
      }
    }
  }
}
