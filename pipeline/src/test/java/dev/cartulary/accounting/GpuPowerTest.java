package dev.cartulary.accounting;

import static dev.cartulary.accounting.Samples.d;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuPowerTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path folder;
  private final AtomicLong nanos = new AtomicLong(-5 * SECOND);

  /** A driver's program that says what it was asked, then the lines. */
  private GpuPower start(String lines) throws IOException {
    Path program = folder.resolve("nvidia-smi");
    Files.writeString(program, "#!/bin/sh\necho \"$*\" > " + folder + "/asked\n" + lines);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return GpuPower.start("/nowhere::" + folder, nanos::get);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  @Test
  void start_noProgram_measuresNothing() {
    try (GpuPower power = GpuPower.start(folder.toString(), nanos::get)) {
      assertThat(power.measures()).isFalse();
    }
    try (GpuPower power = GpuPower.start(null, nanos::get)) {
      assertThat(power.measures()).isFalse();
    }
  }

  @Test
  void start_program_isReadUntilItEnds() throws Exception {
    try (GpuPower power = start("echo '0, 100.50'\necho '1, 50.00'\nexec sleep 20\n")) {
      await(() -> power.measures() && power.watts().compareTo(d("150.5")) == 0);
      assertThat(Files.readString(folder.resolve("asked")))
          .startsWith("--query-gpu=index,power.draw --format=csv,noheader,nounits --loop=");
    }
    try (GpuPower power = start("echo '0, 100.50'\nexit 9\n")) {
      await(() -> power.watts().signum() > 0 && !power.measures());
    }
  }

  @Test
  void watts_ramp_isItsIntegralOverTime() {
    GpuPower power = GpuPower.listening(nanos::get);
    power.accept("0, 100");
    power.accept("1, 10");
    nanos.addAndGet(10 * SECOND);
    power.accept("0, 300");
    power.accept("1, 10");
    nanos.addAndGet(30 * SECOND);
    power.accept("0, 300");
    power.accept("1, 10");

    assertThat(power.measures()).isTrue();
    // (200 W x 10 s + 300 W x 30 s) / 40 s, and 10 W of the other device.
    assertThat(power.watts()).isEqualByComparingTo("285");
  }

  @Test
  void accept_deviceThatDoesNotSay_endsTheMeasurement() {
    GpuPower power = GpuPower.listening(nanos::get);
    power.accept("0, 100");
    power.accept("1, [N/A]");
    assertThat(power.measures()).isFalse();
  }

  @Test
  void meter_accelerators_comeOnTop() {
    GpuPower power = GpuPower.listening(nanos::get);
    power.accept("0, 700");
    try (EnergyMeter meter =
        EnergyMeter.start(Samples.office(), folder.resolve("absent"), nanos::get, power)) {
      assertThat(meter.get()).isEqualTo(new Power(d("700.0"), true));
    }
  }
}
