package dev.cartulary.report;

import static dev.cartulary.page.HtmlPage.escaped;

import dev.cartulary.accounting.Figures;
import dev.cartulary.charts.Bars;
import dev.cartulary.charts.ChartFigure;
import dev.cartulary.charts.Tone;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.outcome.FailureReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The first page of a report: the run at a glance, and the table that a script fills. */
final class IndexPage {
  private static final double SECOND = 1e9;
  private static final int MINUTE = 60;

  private static final List<String> HEADS =
      List.of("document", "state", "type", "pages", "found", "to review", "no value", "seconds");

  private final RunFigures run;
  private final FieldTally tally;
  private final Disclosure disclosure;
  private final boolean savings;
  private final Markup page = new Markup();

  /**
   * A page to be.
   *
   * @param savings whether a page of costs lies beside it
   */
  IndexPage(RunFigures run, FieldTally tally, Disclosure disclosure, boolean savings) {
    this.run = run;
    this.tally = tally;
    this.disclosure = disclosure;
    this.savings = savings;
  }

  static String title(RunFigures run) {
    return run.job() + ", run " + run.run();
  }

  static String words(FailureReason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  String body() {
    boolean table = disclosure != Disclosure.COUNTS;
    if (table) {
      page.raw("<a class=\"skip\" href=\"#documents\">Skip to the documents</a>\n");
    }
    page.raw("<header>\n")
        .title(run.job())
        .paragraph("soft", "Run " + run.run() + ", model " + run.model() + ".");
    if (disclosure != Disclosure.WHOLE) {
      page.paragraph("note", disclosure.reason());
    }
    page.raw("</header>\n<main>\n");
    glance();
    failures();
    if (table) {
      documents();
    }
    fields();
    time();
    money();
    return page.raw("</main>\n").toString();
  }

  private void glance() {
    page.raw("<dl class=\"glance\">\n");
    tile(
        "documents",
        number(run.documents()),
        "of "
            + Figures.count(run.files(), "file", "files")
            + (run.parts() == 0 ? "" : " and " + number(run.parts()) + " inside of them")
            + (run.recalled() == 0 ? "" : ", " + number(run.recalled()) + " known before"));
    tile("failures", number(run.failed()), run.failed() == 0 ? "every file was read" : "see below");
    tile(
        "values found",
        number(tally.count(FieldStatus.FOUND) + tally.count(FieldStatus.REVIEWED)),
        "with their place in the text");
    tile(
        "to review",
        number(tally.count(FieldStatus.NEEDS_REVIEW) + tally.count(FieldStatus.UNGROUNDED)),
        tally.count(FieldStatus.UNGROUNDED) == 0
            ? "less probable than the job asks for"
            : number(tally.count(FieldStatus.UNGROUNDED)) + " of them not in the text");
    tile(
        "no value",
        number(tally.count(FieldStatus.ABSENT)),
        "fields that a document does not have");
    tile("pages", number(run.pages()), "of all documents");
    tile(
        "tokens",
        number(run.usage().total()),
        number(run.usage().generatedTokens()) + " of them written");
    tile("time", duration(run.nanos().isEmpty() ? 0 : run.nanos().get(0).nanos()), "");
    if (!run.prices().isEmpty()) {
      tile("cost", Amounts.usd(run.prices().get(0).value()), "here, idle time included");
    }
    page.raw("</dl>\n");
  }

  private void tile(String name, String figure, String remark) {
    page.raw(
        "<div><dt>"
            + name
            + "</dt><dd><b>"
            + escaped(figure)
            + "</b> <span class=\"soft\">"
            + escaped(remark)
            + "</span></dd></div>\n");
  }

  private void failures() {
    if (run.failures().isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    run.failures().entrySet().stream()
        .sorted(
            Map.Entry.<FailureReason, Long>comparingByValue()
                .reversed()
                .thenComparing(entry -> entry.getKey().name()))
        .forEach(
            entry ->
                rows.add(
                    List.of(
                        words(entry.getKey()), number(entry.getValue()), entry.getKey().remedy())));
    page.heading("Failures")
        .raw("<div class=\"prose\">\n")
        .table(
            "Files that came to no record, and what can be done.",
            List.of("reason", "files", "what to do"),
            rows)
        .raw("</div>\n");
  }

  private void documents() {
    page.raw(
        "<section id=\"documents\" aria-labelledby=\"documents-heading\">\n<h2 id=\"documents-heading\">Documents</h2>\n");
    page.raw(
        """
        <noscript><p class="note">Without scripts this table stays empty; the pages of the documents lie in the folder documents.</p></noscript>
        <form class="tools" id="tools" role="search" aria-label="Documents">
        <label>Search <input type="search" id="search" autocomplete="off" placeholder="name, folder, type"></label>
        <label>State <select id="state"><option value="">all</option><option>read</option><option>to review</option><option>failed</option></select></label>
        <p class="soft" id="count" role="status"></p>
        </form>
        <div class="wide" tabindex="0" role="region" aria-label="Table of documents, can be scrolled sideways">
        <table class="documents" aria-label="Documents"><thead><tr>
        """);
    for (String head : HEADS) {
      page.raw("<th scope=\"col\"><button type=\"button\">" + head + "</button></th>");
    }
    page.raw(
        """
        </tr></thead>
        <tbody id="rows"></tbody></table></div>
        <nav class="pager" aria-label="Pages of the table" id="pager" hidden><button type="button" id="back">Back</button> <span id="where"></span> <button type="button" id="on">Next</button></nav>
        </section>
        """);
  }

  private void fields() {
    if (tally.names().isEmpty()) {
      return;
    }
    page.heading("Fields");
    List<Bars.Bar> bars = new ArrayList<>();
    for (int bin = FieldTally.BINS - 1; bin >= 0; bin--) {
      double count = tally.inBin(bin);
      bars.add(
          new Bars.Bar(
              String.format(Locale.ROOT, "%.1f to %.1f", bin / 10.0, (bin + 1) / 10.0),
              count,
              count,
              count,
              Tone.OWN));
    }
    if (bars.stream().anyMatch(bar -> bar.value() > 0)) {
      page.raw(
          ChartFigure.html(
              new Bars(
                  "How sure the values are",
                  "Values that were found or need review, by their probability",
                  "values",
                  count -> number(Math.round(count)),
                  true,
                  bars),
              "probabilities"));
    }
    List<List<String>> rows = new ArrayList<>();
    for (String name : tally.names()) {
      rows.add(
          List.of(
              DocumentPage.label(name),
              number(
                  tally.count(name, FieldStatus.FOUND) + tally.count(name, FieldStatus.REVIEWED)),
              number(tally.count(name, FieldStatus.NEEDS_REVIEW)),
              number(tally.count(name, FieldStatus.UNGROUNDED)),
              number(tally.count(name, FieldStatus.ABSENT))));
    }
    rows.sort(Comparator.comparing(row -> row.get(0)));
    page.table(
        "Values of each field over all documents.",
        List.of("field", "found", "to review", "not in the text", "no value"),
        rows);
  }

  private void time() {
    List<Bars.Bar> bars =
        run.nanos().stream()
            .map(
                stage ->
                    new Bars.Bar(
                        stage.name(),
                        stage.nanos() / SECOND,
                        stage.nanos() / SECOND,
                        stage.nanos() / SECOND,
                        Tone.OWN))
            .toList();
    if (!bars.isEmpty()) {
      page.heading("Time")
          .raw(
              ChartFigure.html(
                  new Bars(
                      "Where the time went",
                      "Seconds of the run and of its stages, which go on side by side",
                      "seconds",
                      seconds -> seconds == 0 ? "0 s" : Amounts.number(seconds) + " s",
                      true,
                      bars),
                  "time"));
    }
  }

  private void money() {
    page.heading("Money");
    if (run.prices().size() > 1) {
      page.raw(
          ChartFigure.html(
              new Bars(
                  "What it cost here, and what it would have cost",
                  "The cost of all documents on this machine and at the cheapest products of clouds",
                  "USD",
                  Amounts::usd,
                  true,
                  run.prices()),
              "money"));
    }
    page.list(run.costs());
    if (savings) {
      page.raw(
          "<p><a href=\"savings.html\">What it cost here, and what it would have cost elsewhere</a></p>\n");
    }
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String duration(long nanos) {
    double seconds = nanos / SECOND;
    return seconds < MINUTE
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : String.format(
            Locale.ROOT, "%d min %d s", (long) seconds / MINUTE, (long) seconds % MINUTE);
  }
}
