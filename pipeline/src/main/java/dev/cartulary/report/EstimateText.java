package dev.cartulary.report;

import dev.cartulary.accounting.Figures;
import dev.cartulary.cost.CostLine;
import dev.cartulary.estimate.Estimate;
import dev.cartulary.estimate.Estimated;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** An estimate in words: how it came about, and each figure with its error. */
public final class EstimateText {
  static final List<String> HEADS = List.of("", "estimate", "at least", "at most", "error");

  private static final int WIDTH = 80;

  private EstimateText() {}

  /** For a terminal of {@value #WIDTH} columns; ends with a line break. */
  public static String of(Estimate estimate) {
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder();
    for (String word : sentence(estimate).split(" ", -1)) {
      if (line.length() + 1 + word.length() > WIDTH) {
        text.append(line).append('\n');
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    text.append(line).append("\n\n");
    text.append(row(HEADS));
    for (List<String> row : rows(estimate)) {
      text.append(row(row));
    }
    return text.toString();
  }

  private static String row(List<String> cells) {
    String name = cells.get(0);
    String figures =
        String.format(
            Locale.ROOT,
            "%12s %12s %12s %8s%n",
            cells.get(1),
            cells.get(2),
            cells.get(3),
            cells.get(4));
    int room = WIDTH - 12 * 3 - 8 - 4;
    return name.length() > room
        ? name + "\n" + " ".repeat(room + 1) + figures
        : String.format(Locale.ROOT, "%-" + room + "s ", name) + figures;
  }

  /** How the estimate came about. */
  public static String sentence(Estimate estimate) {
    return "Estimated from "
        + Figures.count(estimate.drawn(), "file", "files")
        + " of "
        + estimate.files()
        + " (seed "
        + estimate.seed()
        + "): all were parsed, which counts documents, pages and characters; the model read those"
        + " drawn. "
        + (estimate.unreadable() == 0
            ? ""
            : Figures.count(estimate.unreadable(), "file has", "files have")
                + " no text or could not be read, and equal files count once. ")
        + "The interval holds the truth in 95 of 100 samples; it says nothing of what the prices and"
        + " watts themselves are worth.";
  }

  /** Each as wide as {@link #HEADS}. */
  static List<List<String>> rows(Estimate estimate) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(counted("documents", estimate.work().documents()));
    rows.add(counted("pages", estimate.work().pages()));
    rows.add(counted("characters", estimate.work().characters()));
    estimate.figures().forEach((name, figure) -> rows.add(row(name, figure, Amounts::number)));
    rows.add(row("this machine, busy only", estimate.here(), Amounts::usd));
    estimate.totals().stream()
        .filter(total -> total.total().kind() == CostLine.Kind.CLOUD)
        .forEach(
            total ->
                rows.add(
                    row(
                        total.total().provider() + " " + total.total().item(),
                        total.amount(),
                        total.total().currency().equals("USD")
                            ? Amounts::usd
                            : amount -> Amounts.number(amount) + " " + total.total().currency())));
    return rows;
  }

  private static List<String> counted(String name, long count) {
    String words = String.format(Locale.ROOT, "%,d", count);
    return List.of(name, words, "", "", "counted");
  }

  private static List<String> row(String name, Estimated figure, DoubleFunction<String> words) {
    return List.of(
        name,
        words.apply(figure.value()),
        words.apply(figure.low()),
        words.apply(figure.high()),
        String.format(Locale.ROOT, "%.1f %%", 100 * figure.relativeError()));
  }
}
