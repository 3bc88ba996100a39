package dev.cartulary.accounting;

import static dev.cartulary.accounting.Samples.d;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnergyMeterTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long RANGE = 262_143_328_850L;

  @TempDir Path powercap;
  private final AtomicLong nanos = new AtomicLong(-5 * SECOND);

  private Path zone(String folder, String name, long microjoules) throws IOException {
    Path zone = Files.createDirectories(powercap.resolve(folder));
    Files.writeString(zone.resolve("name"), name + "\n");
    Files.writeString(zone.resolve("max_energy_range_uj"), RANGE + "\n");
    return show(zone, microjoules);
  }

  private static Path show(Path zone, long microjoules) throws IOException {
    Files.writeString(zone.resolve("energy_uj"), microjoules + "\n");
    return zone;
  }

  private EnergyMeter start() {
    return EnergyMeter.start(Samples.office(), powercap, nanos::get, GpuPower.none());
  }

  @Test
  void get_noCounters_saysStatedWatts() {
    try (EnergyMeter meter = start()) {
      nanos.addAndGet(60 * SECOND);
      assertThat(meter.measures()).isFalse();
      assertThat(meter.get()).isEqualTo(new Power(d("90"), true));
    }
  }

  @Test
  void get_noFolder_saysStatedWatts() {
    try (EnergyMeter meter =
        EnergyMeter.start(
            Samples.office(), powercap.resolve("absent"), nanos::get, GpuPower.none())) {
      assertThat(meter.get()).isEqualTo(new Power(d("90"), true));
    }
  }

  @Test
  void get_packagesAndMemory_averagesTheirSum() throws IOException {
    Path first = zone("intel-rapl:0", "package-0", 1_000);
    Path memory = zone("intel-rapl:0:1", "dram", 2_000);
    Path second = zone("intel-rapl:1", "package-1", 3_000);
    try (EnergyMeter meter = start()) {
      show(first, 1_000 + 300_000_000L);
      show(memory, 2_000 + 50_000_000L);
      show(second, 3_000 + 250_000_000L);
      nanos.addAndGet(10 * SECOND);

      assertThat(meter.measures()).isTrue();
      assertThat(meter.get().watts()).isEqualByComparingTo("60");
      assertThat(meter.get().estimated()).isFalse();
    }
  }

  @Test
  void get_partsAndSecondViews_areNotAdded() throws IOException {
    Path whole = zone("intel-rapl:0", "package-0", 0);
    Path core = zone("intel-rapl:0:0", "core", 0);
    Path platform = zone("intel-rapl:1", "psys", 0);
    Path mirror = zone("intel-rapl-mmio:0", "package-0", 0);
    try (EnergyMeter meter = start()) {
      show(core, 70_000_000);
      show(platform, 200_000_000);
      show(mirror, 100_000_000);
      show(whole, 100_000_000);
      nanos.addAndGet(2 * SECOND);

      assertThat(meter.get().watts()).isEqualByComparingTo("50");
    }
  }

  @Test
  void get_counterStartsAgain_goesOn() throws IOException {
    Path zone = zone("intel-rapl:0", "package-0", RANGE - 10_000_000);
    try (EnergyMeter meter = start()) {
      show(zone, 30_000_000);
      nanos.addAndGet(2 * SECOND);
      assertThat(meter.get().watts()).isEqualByComparingTo("20");

      show(zone, RANGE - 1);
      nanos.addAndGet(SECOND);
      assertThat(meter.get().watts()).isGreaterThan(d("20"));
      show(zone, 40_000_000);
      nanos.addAndGet(SECOND);

      assertThat(meter.get().watts()).isEqualByComparingTo(d("262193.32885").divide(d("4")));
    }
  }

  @Test
  void get_withinTheFirstSecond_saysStatedWatts() throws IOException {
    Path zone = zone("intel-rapl:0", "package-0", 0);
    try (EnergyMeter meter = start()) {
      show(zone, 1);
      nanos.addAndGet(SECOND - 1);
      assertThat(meter.get()).isEqualTo(new Power(d("90"), true));
    }
  }

  @Test
  void get_counterFailsLater_keepsTheLastAverageAsEstimate() throws IOException {
    Path zone = zone("intel-rapl:0", "package-0", 0);
    try (EnergyMeter meter = start()) {
      show(zone, 40_000_000);
      nanos.addAndGet(SECOND);
      assertThat(meter.get().watts()).isEqualByComparingTo("40");
      assertThat(meter.get().estimated()).isFalse();

      Files.writeString(zone.resolve("energy_uj"), "");
      nanos.addAndGet(SECOND);

      assertThat(meter.get().watts()).isEqualByComparingTo("40");
      assertThat(meter.get().estimated()).isTrue();
      assertThat(meter.measures()).isFalse();
    }
  }

  @Test
  void start_oneCounterIsUnreadable_takesNoPartForTheWhole() throws IOException {
    zone("intel-rapl:0", "package-0", 0);
    Files.delete(zone("intel-rapl:1", "package-1", 0).resolve("energy_uj"));
    try (EnergyMeter meter = start()) {
      assertThat(meter.measures()).isFalse();
    }
  }
}
