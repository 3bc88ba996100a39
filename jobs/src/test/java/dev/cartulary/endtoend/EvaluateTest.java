package dev.cartulary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program judges a job by gold, and refuses one that became worse. */
@Timeout(300)
class EvaluateTest {
  private static final String CONTRACT =
      """
      PUMP SUPPLY AGREEMENT

      This Pump Supply Agreement (the "Agreement") is made as of March 14, 2019 by and between
      Kestrel Works, Inc., a Delaware corporation ("Supplier"), and Tarnholm GmbH ("Buyer").

      This Agreement shall be governed by and construed in accordance with the laws of the State of
      Oregon.
      """;

  @TempDir Path folder;

  @Test
  void evaluate_samples_areJudgedSavedAndGated() throws Exception {
    Path gold = Files.createDirectories(folder.resolve("gold"));
    Files.writeString(gold.resolve("pumps.txt"), CONTRACT);
    Files.writeString(
        gold.resolve("pumps.txt.json"),
        """
        {"fields": {
          "agreement_date": [{"value": "March 14, 2019", "normalized": "2019-03-14"}],
          "governing_law": [{"value": "Oregon", "normalized": "Oregon"}]}}
        """);
    Files.createFile(gold.resolve("empty.txt"));
    Files.writeString(gold.resolve("empty.txt.json"), "{\"fields\": {}}");
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            input: {path: not-there}
            type: contract
            output: {path: out}
            ledger: {url: "jdbc:h2:file:./ledger"}
            """);
    Program program = new Program(folder);

    Program.Ended first =
        program.run("evaluate", job.toString(), "--gold", "gold", "--save", "base.json");

    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.out())
        .contains("gold, all parts: 2 documents", "  empty.txt: empty", "governing_law")
        .doesNotContain("Oregon");
    assertThat(first.out().lines()).allMatch(line -> line.length() <= 80 || line.contains("/"));
    Path written = folder.resolve("evaluation/gold-all");
    assertThat(Program.names(written))
        .containsExactly("decisions.csv", "evaluation.html", "figures.parquet", "summaries.csv");
    assertThat(
            Tables.query(
                List.of(),
                "select value from '"
                    + written.resolve("figures.parquet")
                    + "' where system = 'model' and metric = 'recall' and field = 'governing_law'"))
        .containsExactly(List.of("1.0"));
    assertThat(folder.resolve("out")).as("the job's own output").doesNotExist();
    assertThat(program.leftTemporary()).isEmpty();

    raise(folder.resolve("base.json"));
    Program.Ended second =
        program.run(
            "evaluate",
            job.toString(),
            "--gold",
            "gold",
            "--gate",
            "base.json",
            "--against",
            written.toString());

    assertThat(second.exit()).as(second.err()).isEqualTo(4);
    assertThat(second.out())
        .contains("worse than base.json allows:", "#values f1 is", "(f1, 2 documents)");
  }

  /** Asks for more than there can be. */
  private static void raise(Path saved) throws IOException {
    String text = Files.readString(saved);
    String raised = text.replaceAll("(\"value\" : )[\\d.]+", "$11.5");
    assertThat(raised).isNotEqualTo(text);
    Files.writeString(saved, raised);
  }

  @Test
  void evaluate_jobHidesValues_isRefusedBeforeAnyWork() throws Exception {
    Files.createDirectories(folder.resolve("gold"));
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            "input: {path: gold}\ntype: contract\noutput: {path: out}\nprivacy: {mode: mask}\n");
    Program program = new Program(folder);

    Program.Ended ended = program.run("evaluate", job.toString(), "--gold", "gold");

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("job.yaml", "hidden values", "without its privacy section");
    assertThat(folder.resolve("ledger.mv.db")).doesNotExist();
  }

  @Test
  void evaluate_goldIsMissing_saysSoBeforeAnyWork() throws Exception {
    Files.createDirectories(folder.resolve("gold"));
    Files.writeString(folder.resolve("gold/a.txt"), "x");
    Path job =
        Files.writeString(
            folder.resolve("job.yaml"),
            "input: {path: gold}\ntype: contract\noutput: {path: out}\n");
    Program program = new Program(folder);

    Program.Ended ended = program.run("evaluate", job.toString(), "--gold", "nowhere");

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("nowhere does not exist");
    assertThat(folder.resolve("ledger.mv.db")).doesNotExist();
  }
}
