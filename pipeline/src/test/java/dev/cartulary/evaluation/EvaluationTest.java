package dev.cartulary.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.field.DocumentType;
import dev.cartulary.gold.GoldSet;
import dev.cartulary.gold.Layout;
import dev.cartulary.types.DocumentTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two small contracts, judged and written. */
class EvaluationTest {
  private static final String TEXT =
      """
      SUPPLY AGREEMENT

      This Supply Agreement is made as of June 21, 1999 by and between Northmere Resin, Inc.
      ("Northmere") and Pellworth GmbH ("Buyer").

      This Agreement shall be governed by the laws of the State of Ohio.
      """;

  @TempDir static Path folder;
  private static Evaluation evaluation = empty();

  private static Evaluation empty() {
    return new Evaluation("none", "all", 0, Map.of(), Map.of(), List.of(), List.of());
  }

  @BeforeAll
  static void evaluate() throws IOException {
    Path gold = Files.createDirectory(folder.resolve("gold"));
    Files.writeString(gold.resolve("a.txt"), TEXT);
    Files.writeString(gold.resolve("b, \"c\" <d>.txt"), TEXT);
    Files.writeString(
        gold.resolve("a.txt.json"),
        """
        {"summary": "Northmere supplies Pellworth.", "fields": {
          "document_name": [{"value": "SUPPLY AGREEMENT", "normalized": "Supply Agreement"}],
          "governing_law": [{"value": "Ohio", "normalized": "Ohio"}],
          "insurance": [{"value": "shall insure", "normalized": "true"}]}}
        """);
    Files.writeString(
        gold.resolve("b, \"c\" <d>.txt.json"),
        "{\"fields\": {\"governing_law\": [{\"value\": \"Ohio\", \"normalized\": \"Ohio\"}]}}");
    DocumentType type = DocumentTypes.builtIn("contract");
    GoldSet set = Layout.JSON.read(gold, gold, type);
    Answers answers =
        new Answers(
            Map.of(
                "a.txt",
                new Answers.Document(
                    List.of(
                        stated("document_name", "SUPPLY AGREEMENT", 0.9),
                        stated("governing_law", "Utah", 0.6)),
                    "Northmere supplies 7 pumps.")),
            Map.of("b, \"c\" <d>.txt", "encrypted"));
    evaluation = Evaluation.of(set, "all", type, answers, Map.of("a.txt", TEXT), 0.5);
  }

  private static Stated stated(String field, String value, double probability) {
    return new Stated(field, value, value, true, probability, Stated.Status.FOUND);
  }

  private static double value(String system, String field, Figure figure) {
    return evaluation.rows().stream()
        .filter(r -> r.system().equals(system) && r.field().equals(field) && r.figure() == figure)
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void of_documentThatFailed_missesItsValuesAndIsNamed() {
    assertThat(evaluation.failed()).containsExactly(Map.entry("b, \"c\" <d>.txt", "encrypted"));
    assertThat(value("model", "governing_law", Figure.RECALL)).isZero();
    assertThat(value("rules", "governing_law", Figure.RECALL)).isEqualTo(0.5);
    assertThat(value("rules", "governing_law", Figure.PRECISION)).isEqualTo(1);
    assertThat(value("model", "document_name", Figure.F1)).isEqualTo(1);
    assertThat(value("model", "insurance", Figure.F1)).isZero();
  }

  @Test
  void of_summary_standsBesideSimplerOnes() {
    assertThat(value("model", "#summary", Figure.ROUGE_1)).isEqualTo(2 * 2 / 7.0);
    assertThat(value("model", "#summary", Figure.FAITHFULNESS)).isZero();
    assertThat(value("lead-1", "#summary", Figure.FAITHFULNESS)).isEqualTo(1);
    assertThat(evaluation.scores())
        .extracting(Scores::system)
        .containsExactly("model", "rules", "lead-1", "lead-k", "textrank-1", "textrank-k");
  }

  @Test
  void text_everyLine_fitsATerminal() {
    List<String> lines = EvaluationText.of(evaluation);

    assertThat(lines).hasSizeGreaterThan(45).allMatch(line -> line.length() <= 80);
    assertThat(lines)
        .anyMatch(l -> l.matches("governing_law +2 0\\.00 +0\\.00 .* 0\\.67 +\\(?rules\\)?"))
        .contains("  b, \"c\" <d>.txt: encrypted");
  }

  @Test
  void write_thenRead_givesTheSameScores() throws IOException {
    Path out = folder.resolve("out");
    EvaluationFolder.write(evaluation, out);
    EvaluationFolder.write(evaluation, out);

    Map<String, Scores> read = EvaluationFolder.read(out);

    assertThat(read.values()).containsExactlyInAnyOrderElementsOf(evaluation.scores());
    assertThat(Files.readString(out.resolve("decisions.csv")))
        .as("no value of a document")
        .doesNotContain("Ohio")
        .doesNotContain("SUPPLY");
    assertThatThrownBy(() -> EvaluationFolder.read(folder))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("decisions.csv");
  }

  @Test
  void write_figures_areReadByOthers() throws Exception {
    Path out = folder.resolve("out");
    EvaluationFolder.write(evaluation, out);

    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select count(*), max(value) filter (field = 'document_name' and metric = 'f1'"
                    + " and system = 'model') from '"
                    + out.resolve("figures.parquet")
                    + "'")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(evaluation.rows().size());
      assertThat(rows.getDouble(2)).isEqualTo(1);
    }
  }

  @Test
  void page_isWholeAndNeedsNothingElse() throws IOException {
    Path out = folder.resolve("out");
    EvaluationFolder.write(evaluation, out);

    String page = Files.readString(out.resolve("evaluation.html"));

    evaluation
        .comparisons()
        .keySet()
        .forEach(field -> assertThat(page).contains(">" + field + "<"));
    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .endsWith("</html>\n")
        .contains("prefers-color-scheme: dark", "@media print", "<svg ")
        .contains("b, &quot;c&quot; &lt;d&gt;.txt: encrypted")
        .doesNotContain("<script", "http:", "https:", "src=", "url(", "NaN");
    for (String element : List.of("table", "tr", "td", "th", "svg", "figure", "div", "ul")) {
      assertThat(page.split("<" + element + "[ >]", -1))
          .as(element)
          .hasSameSizeAs(page.split("</" + element + ">", -1));
    }
  }

  @Test
  void gate_sameFigures_passAndWorseOnesAreNamed() throws IOException {
    Path saved = folder.resolve("baseline.json");
    Gate.save(evaluation, saved);
    Gate.check(saved);
    assertThat(Gate.failures(evaluation, saved)).isEmpty();

    List<Row> worse =
        evaluation.rows().stream()
            .map(
                row ->
                    row.field().equals("document_name") && row.figure() == Figure.F1
                        ? changed(row, 0.9)
                        : row.field().equals("governing_law")
                                && row.figure() == Figure.CALIBRATION_ERROR
                            ? changed(row, row.value() + 0.051)
                            : row.field().equals("document_name")
                                    && row.figure() == Figure.AVERAGE_PRECISION
                                ? changed(row, row.value() - 0.049)
                                : row)
            .filter(row -> !row.field().equals("#summary"))
            .toList();
    assertThat(Gate.failures(with(worse), saved))
        .containsExactlyInAnyOrder(
            "document_name f1 is 0.900; it was 1.000, and may be worse by 0.050",
            "governing_law calibration_error is 0.651; it was 0.600, and may be worse by 0.050",
            "#summary rouge_l is not defined any more; it was 0.571",
            "#summary faithfulness is not defined any more; it was 0.000");
  }

  @Test
  void gate_otherSetOrNoGate_isRefused() throws IOException {
    Path saved = folder.resolve("baseline.json");
    Gate.save(evaluation, saved);
    assertThatThrownBy(() -> Gate.failures(empty(), saved))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("--save");

    Files.writeString(saved, "{");
    assertThatThrownBy(() -> Gate.check(saved)).hasMessageContaining("is not JSON");
    Files.writeString(saved, "{\"figures\": [{\"figure\": \"nonsense\"}]}");
    assertThatThrownBy(() -> Gate.check(saved)).hasMessageContaining("nonsense");
    assertThatThrownBy(() -> Gate.check(folder.resolve("missing.json")))
        .hasMessageContaining("NoSuchFileException");
  }

  @Test
  void workspace_isGoneWhenClosed() throws IOException {
    Path inside;
    try (Workspace workspace =
        Workspace.of(
            Layout.JSON
                .read(folder.resolve("gold"), folder, DocumentTypes.builtIn("contract"))
                .documents())) {
      inside = workspace.input();
      assertThat(workspace.files().keySet()).isEqualTo(Set.of("a.txt", "b, \"c\" <d>.txt"));
      assertThat(inside.resolve("a.txt")).hasContent(TEXT);
    }
    assertThat(inside.getParent()).doesNotExist();
  }

  private static Row changed(Row row, double value) {
    return new Row(
        row.set(),
        row.part(),
        row.system(),
        row.field(),
        row.figure(),
        value,
        value,
        value,
        row.n());
  }

  private static Evaluation with(List<Row> rows) {
    return new Evaluation(
        evaluation.set(),
        evaluation.part(),
        evaluation.documents(),
        evaluation.failed(),
        evaluation.comparisons(),
        evaluation.scores(),
        rows);
  }
}
