package dev.cartulary.accounting;

import dev.cartulary.cost.CostLine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the same work would have cost on another machine or with other figures.
 *
 * <p>Hours are taken as they were measured, divided by the relative speed that the other machine's
 * profile states. Energy that was measured here is scaled by PUE and price alone; where it was
 * estimated, or the machine is another, it is the other's stated busy watts for those hours.
 */
public final class Recosting {
  private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);

  private Recosting() {}

  /**
   * The totals under other figures; they are returned as they are when no figure differs.
   *
   * @param totals of the lines
   * @param measured the machine on which, and {@code paid} the electricity by which the lines were
   *     made
   */
  public static List<CostTotal> of(
      List<CostTotal> totals,
      HardwareProfile measured,
      Electricity paid,
      HardwareProfile other,
      Electricity otherwisePaid) {
    if (measured.equals(other) && paid.equals(otherwisePaid)) {
      return totals;
    }
    BigDecimal hours =
        totals.stream()
            .filter(total -> isLocal(total, CostLines.HARDWARE))
            .map(CostTotal::quantity)
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .divide(other.speed(), Decimals.WIDE);
    boolean moved = !measured.name().equals(other.name());
    List<CostTotal> recosted = new ArrayList<>();
    for (CostTotal total : totals) {
      if (isLocal(total, CostLines.HARDWARE)) {
        BigDecimal amount = Decimals.line(hours.multiply(other.usdPerHour()));
        recosted.add(with(total, Decimals.line(hours), amount, other.estimated()));
      } else if (isLocal(total, CostLines.ENERGY)) {
        boolean stated = moved || total.estimated();
        BigDecimal kwh =
            stated
                ? otherwisePaid.kwh(other.wattsBusy(), hours.multiply(SECONDS_PER_HOUR))
                : Decimals.line(
                    total
                        .quantity()
                        .multiply(otherwisePaid.pue())
                        .divide(paid.pue(), Decimals.WIDE));
        recosted.add(with(total, kwh, otherwisePaid.usd(kwh), stated));
      } else {
        recosted.add(total);
      }
    }
    return recosted;
  }

  /**
   * The machine as it works when it reads {@code documentsPerDay} like those of the work; as it is
   * where no volume is stated or the hours are not known.
   */
  public static HardwareProfile working(
      HardwareProfile machine,
      List<CostTotal> totals,
      WorkDone work,
      @Nullable BigDecimal documentsPerDay) {
    BigDecimal hours =
        totals.stream()
            .filter(total -> isLocal(total, CostLines.HARDWARE))
            .map(CostTotal::quantity)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    if (documentsPerDay == null || work.documents() == 0 || hours.signum() == 0) {
      return machine;
    }
    return machine.working(
        hours
            .multiply(documentsPerDay)
            .divide(BigDecimal.valueOf(work.documents()), Decimals.WIDE));
  }

  private static boolean isLocal(CostTotal total, String item) {
    return total.kind() == CostLine.Kind.LOCAL && total.item().equals(item);
  }

  private static CostTotal with(
      CostTotal total, BigDecimal quantity, BigDecimal amount, boolean estimated) {
    return new CostTotal(
        total.kind(),
        total.provider(),
        total.item(),
        quantity,
        total.unit(),
        amount,
        total.currency(),
        estimated,
        total.pricedFrom(),
        total.pricedTo(),
        total.verified());
  }
}
