package dev.cartulary.accounting;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;

/**
 * The profile of the machine that this program runs on, guessed from its cores and its memory.
 *
 * <p>The assumptions are ours and meant to be replaced by the owner's figures: 400 USD for the
 * case, 100 USD a core and 6 USD a GiB of memory; five years of life, the middle of what large
 * clouds book; at work for 17 % of it, which is four hours a night; 20 W, and 2 W more for each
 * core that waits or 10 W for each that works; 12 % of the purchase price for maintenance, the
 * middle of the 10 to 15 % that published ownership figures add.
 */
public final class ThisMachine {
  /** What a job file and a cost line call it. */
  public static final String NAME = "this-machine";

  private static final long GIB = 1L << 30;

  private ThisMachine() {}

  public static HardwareProfile profile() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long gib = (system.getTotalMemorySize() + GIB / 2) / GIB;
    return profile(Runtime.getRuntime().availableProcessors(), gib);
  }

  static HardwareProfile profile(int cores, long gibibytes) {
    return new HardwareProfile(
        NAME,
        cores,
        BigDecimal.valueOf(400 + 100L * cores + 6 * gibibytes),
        BigDecimal.valueOf(5),
        new BigDecimal("0.17"),
        BigDecimal.valueOf(20 + 2L * cores),
        BigDecimal.valueOf(20 + 10L * cores),
        new BigDecimal("0.12"),
        true);
  }
}
