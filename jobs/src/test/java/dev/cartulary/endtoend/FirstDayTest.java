package dev.cartulary.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What somebody does first: a job file from answers, a look at the machine, a run, its results. */
@Timeout(300)
class FirstDayTest {
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
  void init_answers_makeAJobThatRunsAndCanBeExplainedAndExported() throws Exception {
    Path letters = Files.createDirectories(folder.resolve("letters/a"));
    Files.writeString(letters.resolve("pump.txt"), CONTRACT);
    Files.writeString(letters.resolve("sump.txt"), CONTRACT.replace("PUMP", "SUMP"));
    Program program = new Program(folder);

    Program.Ended asked = answering(program, List.of("nowhere", "letters", "", "", "", "2", "0.6"));
    assertThat(asked.exit()).as(asked.err()).isZero();
    assertThat(asked.err()).contains("nowhere is no folder", "2 is no number from 0 to 1");
    assertThat(asked.out()).contains("cartulary run my.yaml");
    assertThat(folder.resolve("my.yaml"))
        .content()
        .contains("path: 'letters'", "type: contract", "threshold: 0.6");

    Program.Ended healthy = program.run("doctor", "my.yaml");
    assertThat(healthy.exit()).as(healthy.out()).isZero();
    assertThat(healthy.out())
        .contains("model       embedded in ", "2 files in ", "the first run makes")
        .doesNotContain("fault ");
    assertThat(folder.resolve("out")).doesNotExist();

    assertThat(program.run("run", "my.yaml").exit()).isZero();

    Program.Ended explained = program.run("explain", "my.yaml", "a/pump.txt", "governing");
    assertThat(explained.exit()).as(explained.err()).isZero();
    assertThat(explained.out().replaceAll("\\s+", " "))
        .contains("the laws of the State of >>Oregon<<.", "asked governing law", "threshold 0.6");
    assertThat(explained.out().lines()).allMatch(line -> line.length() <= 80);

    Program.Ended exported =
        program.run("export", "my.yaml", "--format", "csv", "--out", "csv", "--json");
    assertThat(exported.exit()).as(exported.err()).isZero();
    assertThat(exported.out()).contains("\"documents\" : 2", "\"failures\" : 0");
    assertThat(folder.resolve("csv/documents.csv")).content().contains("a/pump.txt", "Oregon");

    assertThat(program.leftTemporary()).isEmpty();
  }

  private static Program.Ended answering(Program program, List<String> answers)
      throws IOException, InterruptedException {
    Program.Started started = program.start("init", "my.yaml");
    try (Writer to = started.process().outputWriter(StandardCharsets.UTF_8)) {
      for (String answer : answers) {
        to.write(answer + "\n");
      }
    }
    return started.await();
  }
}
