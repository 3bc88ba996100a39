package dev.cartulary.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.cost.CloudPrice;
import dev.cartulary.cost.CostLine;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Computes the table of docs/accounting.md again. */
class WorkedExampleTest {
  private static final BigDecimal NANO = BigDecimal.valueOf(1, 9);

  private final HardwareProfile machine = Samples.office();
  private final Electricity electricity = Electricity.COMMON;
  private final Map<String, BigDecimal> computed = new LinkedHashMap<>();

  @Test
  void document_ofTheManual_costsWhatItSays() throws IOException {
    computeAgain();

    Map<String, BigDecimal> written = table();

    assertThat(written).hasSizeGreaterThan(40).containsOnlyKeys(computed.keySet());
    assertThat(written)
        .allSatisfy(
            (figure, value) ->
                assertThat(
                        Objects.requireNonNull(computed.get(figure))
                            .setScale(value.scale(), RoundingMode.HALF_EVEN))
                    .as(figure)
                    .isEqualByComparingTo(value));
  }

  private void computeAgain() {
    var document = Samples.note();
    List<CostLine> lines =
        Samples.costs(
                machine,
                electricity,
                2,
                Samples.clouds(),
                TokenRatios.same(),
                () -> Samples.stated(machine))
            .apply(document);
    CostLine energy = line(lines, "energy");
    CostLine hardware = line(lines, "hardware");
    CloudPrice.Work work = DocumentMeter.cloudWork(document);
    Savings savings =
        Savings.of(
            new WorkDone(
                1,
                document.pages(),
                document.characters(),
                document.usage(),
                new WorkDone.Counts(1, 43, 3)),
            CostTotal.of(lines),
            Rates.of(machine, electricity),
            Samples.clouds(),
            Samples.READ);
    Savings.Offer batch = savings.offers().get(0);

    computed.put("purchase price", machine.purchaseUsd());
    computed.put("life", machine.lifeYears());
    computed.put("utilisation", machine.utilisation());
    computed.put("idle watts", machine.wattsIdle());
    computed.put("busy watts", machine.wattsBusy());
    computed.put("maintenance share", machine.maintenanceShare());
    computed.put("price of a kWh", electricity.usdPerKwh());
    computed.put("PUE", electricity.pue());
    computed.put(
        "engine seconds", NANO.multiply(BigDecimal.valueOf(document.timings().modelNanos())));
    computed.put(
        "parser seconds", NANO.multiply(BigDecimal.valueOf(document.timings().extractNanos())));
    computed.put(
        "machine seconds",
        hardware.quantity().multiply(BigDecimal.valueOf(3_600)).setScale(6, RoundingMode.HALF_UP));
    computed.put("energy, kWh", energy.quantity());
    computed.put("energy, USD", energy.amount());
    computed.put("hardware, hours", hardware.quantity());
    computed.put("hourly price, USD", Decimals.line(machine.usdPerHour()));
    computed.put("hardware, USD", hardware.amount());
    computed.put("busy only, USD", savings.local().busyOnly());
    computed.put("idle hardware, USD", savings.local().idleHardware());
    computed.put("idle energy, USD", savings.local().idleEnergy());
    computed.put("idle included, USD", savings.local().wholeLife());
    computed.put("pages", BigDecimal.valueOf(work.pages()));
    computed.put("characters", BigDecimal.valueOf(work.characters()));
    computed.put("input tokens", BigDecimal.valueOf(work.inputTokens()));
    computed.put("output tokens", BigDecimal.valueOf(work.outputTokens()));
    computed.put("Nimbus Small, tokens", line(lines, "Small").quantity());
    computed.put("Nimbus Small, USD", line(lines, "Small").amount());
    computed.put("Nimbus Small, batch, USD", line(lines, "Small, batch").amount());
    computed.put("Cirrus Reader, USD", line(lines, "Reader").amount());
    computed.put("Stratus Entities, units", line(lines, "Entities").quantity());
    computed.put("Stratus Entities, USD", line(lines, "Entities").amount());
    assertThat(batch.name()).isEqualTo("Nimbus Small, batch");
    computed.put("Nimbus Small, batch, saved busy only", batch.savedBusyOnly());
    computed.put("Nimbus Small, batch, saved idle included", batch.savedWholeLife());
    compareAgain(savings);
  }

  private void compareAgain(Savings savings) {
    Comparison comparison =
        Comparison.of(
            savings,
            new Assumptions(
                null,
                TokenRatios.same(),
                new ReviewCost(Samples.d("0.5"), Samples.d("40")),
                List.of()));
    Comparison.Rival batch = comparison.rivals().get(0);
    Comparison.Rival reader = comparison.rivals().get(2);
    Comparison.BreakEven even = Objects.requireNonNull(reader.breakEven());
    Comparison.Review review = Objects.requireNonNull(comparison.review());
    CostModel model = new CostModel(savings);
    assertThat(reader.name()).isEqualTo("Cirrus Reader");

    computed.put("idle included, least", comparison.here().low());
    computed.put("idle included, most", comparison.here().high());
    computed.put("Nimbus Small, batch, least", batch.total().low());
    computed.put("Nimbus Small, batch, most", batch.total().high());
    computed.put("Nimbus Small, batch, saved least", batch.saved().low());
    computed.put("Nimbus Small, batch, saved most", batch.saved().high());
    computed.put("hour of waiting or working, USD", model.fixedPerHour().likely());
    computed.put("document on top, USD", model.extraPerDocument());
    computed.put("documents a day at break-even with Cirrus Reader", even.documentsPerDay());
    computed.put("utilisation at break-even with Cirrus Reader", even.utilisation());
    computed.put(
        "documents a day at the utilisation of 0.25", comparison.perYear().documentsPerDay());
    computed.put("Cirrus Reader, saved a year", reader.savedPerYear().likely());
    computed.put("fields to review", BigDecimal.valueOf(review.below()));
    computed.put("review, USD", review.amount());
  }

  private static CostLine line(List<CostLine> lines, String item) {
    return lines.stream().filter(line -> line.item().equals(item)).findFirst().orElseThrow();
  }

  /** The rows below the heading of the example: figure and value. */
  private static Map<String, BigDecimal> table() throws IOException {
    Map<String, BigDecimal> rows = new LinkedHashMap<>();
    boolean example = false;
    for (String row : Files.readAllLines(root().resolve("docs/accounting.md"))) {
      example |= row.equals("## A worked example");
      if (example && row.startsWith("| ")) {
        String[] cells = row.split("\\|", -1);
        String value = cells[2].strip();
        if (!value.equals("value") && !value.equals("---")) {
          rows.put(cells[1].strip(), new BigDecimal(value));
        }
      }
    }
    return rows;
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("no folder above this one holds .mvn");
      }
    }
    return folder;
  }
}
