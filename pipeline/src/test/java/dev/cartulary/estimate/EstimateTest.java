package dev.cartulary.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CostLine;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateTest {
  private static final long SECOND = 1_000_000_000L;

  private static FileSizes file(String name, long tokens) {
    return new FileSizes(name, 1, tokens / 100, 4 * tokens, tokens, SECOND);
  }

  /** With a cent of a cloud for each page, and two of this machine for each second. */
  private static Measured took(long tokens, long seconds, long pages) {
    return new Measured(
        new TokenUsage(tokens, 2 * tokens, 7),
        seconds * SECOND,
        2 * SECOND,
        List.of(
            cost(CostLine.Kind.LOCAL, "second", 2 * (seconds + 1)),
            cost(CostLine.Kind.CLOUD, "page", pages)));
  }

  private static CostLine cost(CostLine.Kind kind, String unit, long cents) {
    return new CostLine(
        kind,
        "provider",
        "item",
        BigDecimal.ONE,
        unit,
        BigDecimal.valueOf(cents, 2),
        "USD",
        true,
        kind == CostLine.Kind.CLOUD ? LocalDate.of(2026, 11, 1) : null,
        true);
  }

  private final List<FileSizes> rest =
      List.of(file("a", 100), file("b", 200), file("c", 300), file("d", 400));
  private final Sample sample =
      new Sample(List.of(new Stratum(rest, List.of(rest.get(0), rest.get(2)))));
  private final List<Measured> measured = List.of(took(100, 1, 1), took(300, 3, 3));

  @Test
  void of_filesReadFirst_areAddedAsTheyWere() {
    ReadFirst first = new ReadFirst(List.of(file("slow", 500)), List.of(took(500, 60, 5)));

    Estimate estimate = Estimate.of(sample, measured, first, 0, 2, 1);

    assertThat(estimate.files()).isEqualTo(5);
    assertThat(estimate.drawn()).isEqualTo(3);
    assertThat(estimate.work().pages()).isEqualTo(15);
    assertThat(estimate.work().characters()).isEqualTo(6_000);
    assertThat(estimate.prefixTokens().value()).isCloseTo(1_500, within(1e-9));
    assertThat(estimate.generatedTokens().value()).isCloseTo(7 * 1_000 / 200.0 + 7, within(1e-9));
    assertThat(estimate.modelSeconds().value())
        .as("a second for a hundred tokens, and the slow start once")
        .isCloseTo(10 + 60, within(1e-9));
    assertThat(estimate.machineSeconds().value())
        .as("with two seconds of one of two parsers a file")
        .isCloseTo(70 + 5, within(1e-9));
    assertThat(estimate.here().value()).isCloseTo(0.02 * 75, within(1e-9));
    assertThat(estimate.totals())
        .filteredOn(total -> total.total().unit().equals("page"))
        .singleElement()
        .satisfies(total -> assertThat(total.amount().value()).isCloseTo(0.15, within(1e-9)));
  }

  @Test
  void of_allInTheSample_isTheirSum() {
    Sample whole = Sample.draw(rest, 4, 1);
    List<Measured> all =
        whole.drawn().stream().map(f -> took(f.askedTokens(), 5, f.pages())).toList();

    Estimate estimate = Estimate.of(whole, all, new ReadFirst(List.of(), List.of()), 2, 1, 1);

    assertThat(estimate.modelSeconds().value()).isCloseTo(20, within(1e-9));
    assertThat(estimate.modelSeconds().relativeError()).isLessThan(1e-9);
    assertThat(estimate.unreadable()).isEqualTo(2);
  }

  @Test
  void readFirst_otherNumberOfFiles_isRefused() {
    assertThatThrownBy(() -> new ReadFirst(rest, measured)).hasMessage("2 measured of 4");
  }

  @Test
  void effort_lessThanTwoFilesOrNoTime_isRefused() {
    assertThatThrownBy(() -> new Effort(1, 10, 7)).hasMessage("1 files in 10 seconds");
    assertThatThrownBy(() -> new Effort(2, -1, 7)).hasMessage("2 files in -1 seconds");
  }
}
