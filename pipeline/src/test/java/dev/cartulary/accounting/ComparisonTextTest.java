package dev.cartulary.accounting;

import static dev.cartulary.accounting.Samples.d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CostLine;
import dev.cartulary.outcome.DocumentRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** With {@code -Dgolden.update} the golden file is written anew, and the test fails. */
class ComparisonTextTest {
  private static Savings savings(HardwareProfile machine, int documents) {
    Function<DocumentRecord, List<CostLine>> costs =
        Samples.costs(
            machine,
            Electricity.COMMON,
            2,
            Samples.clouds(),
            TokenRatios.same(),
            () -> Samples.stated(machine));
    List<CostLine> lines = new ArrayList<>();
    for (int i = 0; i < documents; i++) {
      lines.addAll(costs.apply(Samples.note()));
    }
    return Savings.of(
        new WorkDone(
            documents,
            5L * documents,
            8_500L * documents,
            new TokenUsage(2_400L * documents, 350L * documents, 120L * documents),
            new WorkDone.Counts(documents, 43L * documents, 2L * documents)),
        CostTotal.of(lines),
        Rates.of(machine, Electricity.COMMON),
        Samples.clouds(),
        Samples.READ);
  }

  @Test
  void of_everythingStated_saysAll() throws IOException {
    String text =
        ComparisonText.of(
            Comparison.of(
                savings(Samples.office().with(d("0.12"), new Upkeep(d("10"), d("1"), d("50"))), 12),
                new Assumptions(
                    d("500"),
                    TokenRatios.embedded(),
                    new ReviewCost(d("0.5"), d("40")),
                    new Comparison.Quality(
                        new Interval(d("0.661"), d("0.705"), d("0.748")), 43, "out/evaluation"),
                    List.of("What if electricity is 0.30."))));

    if (System.getProperty("golden.update") != null) {
      Path file = Path.of("src/test/resources/dev/cartulary/accounting/comparison.txt");
      Files.writeString(file, text);
      throw new AssertionError(
          "written anew: " + file.toAbsolutePath() + "; read it, then run again");
    }
    try (InputStream in = ComparisonTextTest.class.getResourceAsStream("comparison.txt")) {
      assertThat(in).isNotNull();
      assertThat(text).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    assertThat(text).matches("\\p{ASCII}*");
  }

  @Test
  void of_nothingStated_saysWhatIsUnknown() {
    String text =
        ComparisonText.of(
            Comparison.of(savings(Samples.office(), 1), Assumptions.none(TokenRatios.same())));

    assertThat(text)
        .startsWith("A cloud is cheaper:")
        .contains("Quality: no evaluation was named")
        .contains("Review: 2 of 43 fields need")
        .contains("which is what this machine reads at its")
        .doesNotContain("Stated for this comparison");
  }
}
