package dev.cartulary.accounting;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * By what work that is done here is charged, as its owner states it or we assume it.
 *
 * @param review what a person costs who checks a field
 * @param escalation what a model elsewhere takes for the questions that it is sent; null where that
 *     is not stated
 */
public record Rates(
    HardwareProfile hardware,
    Electricity electricity,
    ReviewCost review,
    @Nullable EscalationPrice escalation)
    implements Serializable {
  public Rates {
    requireNonNull(hardware, "hardware is null");
    requireNonNull(electricity, "electricity is null");
    requireNonNull(review, "review is null");
  }

  /** Of a machine; nothing is stated of people and of models elsewhere. */
  public static Rates of(HardwareProfile hardware, Electricity electricity) {
    return new Rates(hardware, electricity, ReviewCost.UNSTATED, null);
  }

  /** This machine, with our assumptions. */
  public static Rates usual() {
    return of(ThisMachine.profile(), Electricity.COMMON);
  }

  /** The same for another machine. */
  public Rates with(HardwareProfile other) {
    return new Rates(other, electricity, review, escalation);
  }
}
