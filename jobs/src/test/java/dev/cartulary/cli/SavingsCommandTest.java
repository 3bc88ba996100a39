package dev.cartulary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.accounting.SavingsText;
import dev.cartulary.config.Books;
import dev.cartulary.ledger.LedgerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What work cost, and what it would cost. */
class SavingsCommandTest extends CommandTest {
  @Test
  void savings_jobFile_printsTheComparison() {
    assertThat(execute("savings", job.toString())).isZero();

    assertThat(operations.books).singleElement().extracting(Books::job).isEqualTo("job");
    assertThat(operations.books)
        .extracting(Books::ledger)
        .containsExactly(new LedgerAddress("jdbc:h2:file:" + folder.resolve("ledger"), "", ""));
    assertThat(out.toString())
        .startsWith(SavingsText.of(RecordedOperations.comparison()))
        .contains("A document", "Quality: no evaluation was named");
  }

  @Test
  void savings_html_writesAPage() {
    Path page = folder.resolve("new/savings.html");

    assertThat(execute("savings", job.toString(), "--html", page.toString())).isZero();

    assertThat(out.toString()).contains("written to " + page);
    assertThat(page).content().contains("<svg", "Cost of a document").doesNotContain("<script");
  }

  @Test
  void estimate_options_areTakenBeforeTheJobs() {
    Path page = folder.resolve("estimate.html");

    assertThat(
            execute(
                "estimate",
                job.toString(),
                "--files",
                "12",
                "--seconds",
                "3",
                "--html",
                page.toString()))
        .isZero();

    assertThat(out.toString())
        .startsWith("Estimated from 12 files of 90 (seed 7): all were parsed")
        .contains("3 files have no text", "tokens written", "2.0 %");
    assertThat(page).content().contains("An estimate", "Estimated from 12 files of 90");
    assertThat(execute("estimate", job.toString(), "--files", "1")).isEqualTo(2);
    assertThat(execute("estimate", job.toString(), "--seconds", "-1")).isEqualTo(2);
    assertThat(operations.jobs).hasSize(1);
  }

  @Test
  void savings_options_areSupposed() {
    assertThat(
            execute(
                "savings",
                job.toString(),
                "--runs",
                "R1,R2",
                "--volume",
                "730/month",
                "--what-if",
                "electricity=0.30",
                "--what-if",
                "utilisation=0.5"))
        .isZero();

    Supposition supposition = operations.suppositions.get(0);
    assertThat(supposition.runs()).containsExactly("R1", "R2");
    assertThat(supposition.documentsPerDay()).isEqualByComparingTo("24");
    assertThat(supposition.accounting().electricity().usdPerKwh()).isEqualByComparingTo("0.30");
    assertThat(supposition.accounting().hardware().utilisation()).isEqualByComparingTo("0.5");
    assertThat(out.toString())
        .contains("A year of 24 documents a day, as stated", "What if electricity is 0.30.");
  }

  @Test
  void savings_anotherMachine_saysThatHoursAreThoseMeasured() throws IOException {
    Path profile =
        Files.writeString(
            job.resolveSibling("big.yaml"),
            """
            name: big
            cores: 64
            hardware-usd: 9000
            lifetime-years: 5
            utilisation: 0.2
            watts: 500
            idle-watts: 100
            source: ours
            """);
    assertThat(execute("savings", job.toString(), "--hardware", profile.toString())).isZero();
    assertThat(operations.suppositions.get(0).accounting().hardware().name()).isEqualTo("big");
    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains("is costed for big: its hours are those measured, though");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "--volume=many",
        "--volume=0",
        "--volume=5/hour",
        "--what-if=pue=0",
        "--what-if=rain=1",
        "--hardware=nowhere",
        "--hardware=gone.yaml",
        "--quality=gone"
      })
  void savings_badOption_isNamedAndExits2(String option) {
    assertThat(execute("savings", job.toString(), option)).isEqualTo(2);
    String name = option.substring(0, option.indexOf('='));
    assertThat(err.toString()).containsAnyOf(name, "gone").isNotBlank();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void savings_ledgerByUrl_isAskedForAnyJob() {
    assertThat(execute("savings", "--ledger", "jdbc:h2:file:/l")).isZero();

    assertThat(operations.books)
        .containsExactly(Books.of(new LedgerAddress("jdbc:h2:file:/l", "", "")));
  }

  @Test
  void savings_noRunYet_saysSoAndExits2() {
    operations.savings = Optional.empty();

    assertThat(execute("savings", job.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("no finished run");
  }

  @Test
  void savings_neitherOrBoth_exits2() {
    assertThat(execute("savings")).isEqualTo(2);
    assertThat(execute("savings", job.toString(), "--ledger", "jdbc:h2:file:/l")).isEqualTo(2);
    assertThat(operations.books).isEmpty();
  }
}
