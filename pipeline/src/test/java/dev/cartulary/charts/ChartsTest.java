package dev.cartulary.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/dev/cartulary/charts");
  private static final int[] WIDTHS = {Drawing.NARROWEST, 480, 720};

  private static String usd(double amount) {
    return "$" + String.format(Locale.ROOT, "%.4g", amount);
  }

  private static String count(double count) {
    return String.format(Locale.ROOT, "%,.0f", count);
  }

  private static Bars.Bar bar(String name, double value, double low, double high, Tone tone) {
    return new Bars.Bar(name, value, low, high, tone);
  }

  private static Bars bars(Bars.Bar... bars) {
    return new Bars(
        "Cost a document", "What each costs.", "USD a document", ChartsTest::usd, List.of(bars));
  }

  private static Tornado tornado(double now, Tornado.Swing... swings) {
    return new Tornado(
        "What moves it", "Five inputs.", "USD saved", ChartsTest::usd, now, List.of(swings));
  }

  private static Lines.Line line(String name, double... amounts) {
    List<Lines.At> points = new ArrayList<>();
    double quantity = 1;
    for (double amount : amounts) {
      points.add(new Lines.At(quantity, amount, amount * 0.8, amount * 1.25));
      quantity *= 10;
    }
    return new Lines.Line(name, points);
  }

  private static Lines lines(Lines.@Nullable Crossing crossing, Lines.Line... lines) {
    return new Lines(
        "Break-even",
        "Where lines cross.",
        "documents a day",
        "USD a document",
        ChartsTest::count,
        ChartsTest::usd,
        List.of(lines),
        crossing);
  }

  private static final Bars NEAR =
      bars(
          bar("This machine", 0.02, 0.015, 0.03, Tone.OWN),
          bar("Cirrus Reader <batch>", 0.012, 0.011, 0.013, Tone.LOWER),
          bar("Stratus Entities", 0.085, 0.085, 0.085, Tone.HIGHER));

  private static final Lines CROSSED =
      lines(
          new Lines.Crossing(340, 0.0075, "break-even: 340 a day"),
          line("This machine", 1, 0.1, 0.013, 0.0043, 0.0035),
          line("Cirrus Reader", 0.0075, 0.0075, 0.0075, 0.0075, 0.0075),
          line("Stratus", 0.0075, 0.0075, 0.0075, 0.0075, 0.0075));

  private static final Tornado SWUNG =
      tornado(
          12.5,
          new Tornado.Swing("price of a kWh", "$0.08", "$0.40", 13, 11),
          new Tornado.Swing("share of its life at work", "5 %", "90 %", -20.5, 16),
          new Tornado.Swing("staff", "none", "4 h", 12.5, 4));

  static List<Chart> charts() {
    List<Chart> edges = new ArrayList<>(List.of(NEAR, CROSSED, SWUNG));
    edges.add(bars(bar("only one", 3, 3, 3, Tone.OWN)));
    edges.add(bars(bar("nothing", 0, 0, 0, Tone.OWN), bar("nothing either", 0, 0, 0, Tone.LOWER)));
    edges.add(bars(bar("lost", -3, -4, -2, Tone.OWN), bar("won", 2, 1, 900, Tone.LOWER)));
    edges.add(
        bars(
            bar("least", 0.000001, 0.0000005, 0.000002, Tone.OWN),
            bar("most", 1.5, 1, 2, Tone.HIGHER),
            bar("free", 0, 0, 0, Tone.LOWER)));
    edges.add(bars(bar("W".repeat(300), 12345.6789, 12345, 12346, Tone.OWN)));
    edges.add(bars(bar("", 1, 1, 1, Tone.OWN)));
    edges.add(tornado(0, new Tornado.Swing("nothing", "0", "0", 0, 0)));
    edges.add(
        tornado(
            -1e6,
            new Tornado.Swing("one side", "a long value, much too long", "b", -2e6, -3e6),
            new Tornado.Swing("M".repeat(99), "M".repeat(99), "M".repeat(99), 5e6, -1e6)));
    edges.add(lines(null, line("only", 1)));
    edges.add(lines(null, line("none", 0, 0, 0)));
    edges.add(
        lines(
            new Lines.Crossing(1e6, 1, "break-even: " + "9".repeat(80)),
            line("M".repeat(99), 1, 1),
            line("b", 1, 1),
            line("c", 1, 1),
            line("d", 1, 1),
            line("e", 1, 1),
            line("f", 1, 1)));
    return edges;
  }

  @ParameterizedTest(name = "row {index}")
  @MethodSource("charts")
  void svg_edgeRows_staysInsideWithoutOverlaps(Chart chart) {
    for (int width : WIDTHS) {
      Drawn.of(chart.svg("it", width)).isSound();
    }
    assertThat(chart.table().rows()).isNotEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void svg_anyFigures_staysInsideWithoutOverlaps(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int decades = random.nextInt(7);
    int sign = seed % 3 == 0 ? -1 : 1;
    List<Bars.Bar> bars = new ArrayList<>();
    List<Tornado.Swing> swings = new ArrayList<>();
    List<Lines.Line> lines = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(12); i++) {
      double value = sign * Math.pow(10, random.nextDouble() * decades - 4);
      double half = Math.abs(value) * random.nextDouble();
      String name = "Öé Provider ".repeat(random.nextInt(6)) + i;
      bars.add(
          bar(
              name,
              value,
              value - half,
              value + half,
              List.of(Tone.OWN, Tone.LOWER, Tone.HIGHER).get(random.nextInt(3))));
      swings.add(new Tornado.Swing(name, "" + value, "" + half, value, value - half));
      if (lines.size() < Lines.MOST_LINES) {
        lines.add(line(name, Math.abs(value), half, half / 3));
      }
    }
    for (int width : WIDTHS) {
      Drawn.of(bars(bars.toArray(Bars.Bar[]::new)).svg("it", width)).isSound();
      Drawn.of(tornado(bars.get(0).value(), swings.toArray(Tornado.Swing[]::new)).svg("it", width))
          .isSound();
      Drawn.of(lines(null, lines.toArray(Lines.Line[]::new)).svg("it", width)).isSound();
    }
  }

  @Test
  void svg_knownFigures_isAsKept() throws IOException {
    Map<String, String> drawn =
        Map.of(
            "bars.svg", NEAR.svg("golden", 480),
            "lines.svg", CROSSED.svg("golden", 720),
            "lines-narrow.svg", CROSSED.svg("golden", 320),
            "tornado.svg", SWUNG.svg("golden", 480),
            "figure.html", ChartFigure.html(NEAR, "golden"));
    // With -Dgolden.update=true the files are written anew, and the test fails all the same.
    boolean update = Boolean.getBoolean("golden.update");
    for (Map.Entry<String, String> entry : drawn.entrySet()) {
      Path file = GOLDEN.resolve(entry.getKey());
      if (update) {
        Files.createDirectories(GOLDEN);
        Files.writeString(file, entry.getValue());
      }
      assertThat(entry.getValue()).as(entry.getKey()).isEqualTo(Files.readString(file));
    }
    assertThat(update).as("golden files were written anew").isFalse();
  }

  @Test
  void svg_markupInNames_isEscaped() {
    Chart chart = bars(bar("<script>alert(\"x\")</script>&'", 1, 1, 1, Tone.OWN));
    assertThat(ChartFigure.html(chart, "it"))
        .doesNotContain("<script>")
        .contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;");
  }

  @Test
  void swings_anyOrder_comeLargestFirst() {
    assertThat(SWUNG.swings())
        .extracting(Tornado.Swing::name)
        .containsExactly("share of its life at work", "staff", "price of a kWh");
  }

  @Test
  void bar_valueOutsideOfItsInterval_isRefused() {
    assertThatThrownBy(() -> bar("x", 3, 1, 2, Tone.OWN))
        .hasMessageContaining("x is 3.0 in 1.0..2.0");
    assertThatThrownBy(() -> bar("x", Double.NaN, 1, 2, Tone.OWN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> bar("x", 1, 1, Double.POSITIVE_INFINITY, Tone.OWN))
        .hasMessageContaining("Infinity");
  }
}
