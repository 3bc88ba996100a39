package dev.cartulary.accounting;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells what the machine has drawn on average since the meter was started. Safe for use by several
 * threads.
 *
 * <p>It measures where the processor counts its energy (RAPL, Running Average Power Limit, of Intel
 * and AMD) and this user may read the counters, which on Linux is mostly the administrator alone;
 * elsewhere it says the profile's stated watts. The counters see processors and memory of the whole
 * machine, every program on it included; they do not see disks, fans or the loss of the power
 * supply. NVIDIA's accelerators are asked by their driver's program, and come on top of the
 * counters; where there are no counters, the stated watts stand for the whole machine, accelerators
 * included, unless these alone draw more.
 */
public final class EnergyMeter implements Supplier<Power>, AutoCloseable {
  /** Where Linux shows the counters. */
  public static final Path POWERCAP = Path.of("/sys/class/powercap");

  /*
   * A counter of 65 to 262 kJ, as they are, is full after five to twenty minutes at 200 W, so a thread looks twice a minute. Between two looks the last average is told again: documents may be shorter than the counters' millisecond.
   */
  private static final long SAMPLE_SECONDS = 30;
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MICRO_PLACES = 6;
  private static final int NANO_PLACES = 9;

  private final List<EnergyCounter> counters;
  private final LongSupplier nanoTime;
  private final long startNanos;
  private final ScheduledExecutorService sampler;
  private final GpuPower accelerators;
  private long lastNanos;
  private Power power;
  private boolean broken;

  private EnergyMeter(
      List<EnergyCounter> counters, Power stated, LongSupplier nanoTime, GpuPower accelerators) {
    this.counters = counters;
    this.accelerators = accelerators;
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
    this.lastNanos = startNanos;
    this.power = stated;
    this.broken = counters.isEmpty();
    this.sampler =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "energy-meter");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts to measure, or to say {@code profile}'s busy watts where nothing can be measured. */
  public static EnergyMeter start(HardwareProfile profile) {
    return start(profile, POWERCAP);
  }

  /** The same with the counters that {@code powercap} shows. */
  public static EnergyMeter start(HardwareProfile profile, Path powercap) {
    return start(
        profile,
        powercap,
        System::nanoTime,
        GpuPower.start(System.getenv("PATH"), System::nanoTime));
  }

  static EnergyMeter start(
      HardwareProfile profile, Path powercap, LongSupplier nanoTime, GpuPower accelerators) {
    EnergyMeter meter =
        new EnergyMeter(
            EnergyCounter.find(powercap),
            new Power(profile.wattsBusy(), true),
            nanoTime,
            accelerators);
    if (!meter.broken) {
      var unused =
          meter.sampler.scheduleAtFixedRate(
              meter::get, SAMPLE_SECONDS, SAMPLE_SECONDS, TimeUnit.SECONDS);
    }
    return meter;
  }

  /**
   * Whether counters are read. When one fails later, the last average is said on, marked as
   * estimated.
   */
  public synchronized boolean measures() {
    return !broken;
  }

  /**
   * The average since the start, of processors and accelerators; in the first second, and without
   * counters, the stated watts, or what the accelerators draw where that is more.
   */
  @Override
  public synchronized Power get() {
    Power machine = machine();
    if (!accelerators.measures()) {
      return machine;
    }
    BigDecimal drawn = accelerators.watts();
    return machine.estimated()
        ? new Power(machine.watts().max(drawn), true)
        : new Power(machine.watts().add(drawn), false);
  }

  private Power machine() {
    long now = nanoTime.getAsLong();
    if (broken || now - lastNanos < FRESH_NANOS) {
      return power;
    }
    try {
      BigInteger microjoules = BigInteger.ZERO;
      for (EnergyCounter counter : counters) {
        microjoules = microjoules.add(counter.read());
      }
      lastNanos = now;
      power =
          new Power(
              new BigDecimal(microjoules, MICRO_PLACES)
                  .divide(BigDecimal.valueOf(now - startNanos, NANO_PLACES), Decimals.WIDE),
              false);
    } catch (IOException e) {
      broken = true;
      power = new Power(power.watts(), true);
    }
    return power;
  }

  @Override
  public void close() {
    sampler.shutdownNow();
    accelerators.close();
  }
}
