package dev.cartulary.beam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cartulary.cost.CostLine;
import dev.cartulary.estimate.Effort;
import dev.cartulary.estimate.Estimate;
import dev.cartulary.estimate.EstimateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EstimateRunTest {
  private static final RunListener NOBODY =
      new RunListener() {
        @Override
        public void started(int files) {}

        @Override
        public void progressed(Done done, long tokens) {}
      };

  @TempDir Path folder;

  /** Letters of one to nine paragraphs, a copy of one, and a file without a text. */
  private void letters() throws Exception {
    Path in = Files.createDirectories(folder.resolve("in"));
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 14; i++) {
      StringBuilder letter = new StringBuilder("Tarnholm, March " + (i + 1) + ", 2019\n\n");
      for (int paragraph = 0; paragraph <= random.nextInt(9); paragraph++) {
        letter
            .append("On April ")
            .append(1 + random.nextInt(30))
            .append(", 2019 we sent you pumps for $")
            .append(1_000 + random.nextInt(9_000))
            .append(".00, and on May ")
            .append(1 + random.nextInt(30))
            .append(", 2019 you confirmed that they had come.\n\n");
      }
      Files.writeString(in.resolve("letter-" + i + ".txt"), letter);
    }
    Files.copy(in.resolve("letter-3.txt"), in.resolve("copy.txt"));
    Files.createFile(in.resolve("empty.txt"));
  }

  @Test
  void run_someOfTheFiles_estimatesWhatAllTake() throws Exception {
    letters();
    JobPlan plan = SamplePlans.of(folder, SamplePlans.letters(folder, "x", "dates"));

    Estimate estimate = EstimateRun.run(plan, new Effort(6, 0, 7), NOBODY).estimate();
    RunReport run = NightlyRun.run(plan, NOBODY);

    assertThat(estimate.drawn()).as("and half as many before them").isEqualTo(9);
    assertThat(estimate.files()).isEqualTo(14);
    assertThat(estimate.unreadable()).isEqualTo(1);
    assertThat(run.recalled()).as("nothing is read again").isGreaterThanOrEqualTo(9);
    assertThat(estimate.work().documents()).isEqualTo(run.savings().work().documents());
    assertThat(estimate.work().pages()).isEqualTo(run.savings().work().pages());
    assertThat(estimate.work().characters()).isEqualTo(run.savings().work().characters());
    long tokens = run.savings().work().usage().prefixTokens();
    assertThat(tokens).isPositive();
    assertThat((double) estimate.work().usage().prefixTokens())
        .isCloseTo((double) tokens, within(tokens * 0.02));
    assertThat(estimate.totals()).hasSizeGreaterThan(3);
    for (Estimate.Total total : estimate.totals()) {
      if (total.total().unit().equals("page")) {
        assertThat(run.savings().offers())
            .filteredOn(offer -> offer.total().item().equals(total.total().item()))
            .allSatisfy(
                offer ->
                    assertThat(offer.total().amount())
                        .isEqualByComparingTo(total.total().amount()));
      }
      assertThat(total.amount().low()).isLessThanOrEqualTo(total.amount().value());
      assertThat(total.total().estimated()).isTrue();
    }
    assertThat(estimate.totals())
        .filteredOn(total -> total.total().kind() == CostLine.Kind.LOCAL)
        .hasSize(2);
    assertThat(estimate.here().value()).isPositive();
  }

  @Test
  void run_nothingHasAText_saysSo() throws Exception {
    Files.createDirectories(folder.resolve("in"));
    Files.createFile(folder.resolve("in/empty.txt"));
    JobPlan plan = SamplePlans.of(folder, SamplePlans.letters(folder, "x", "dates"));
    assertThatThrownBy(() -> EstimateRun.run(plan, new Effort(6, 0, 7), NOBODY))
        .isInstanceOf(EstimateException.class)
        .hasMessageContaining("has a text to estimate from");
  }
}
