package dev.cartulary.accounting;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is said about what work cost here and would have cost elsewhere: exact sums,
 * their intervals, and what follows from them. Amounts are in {@link Savings#CURRENCY}; none is
 * rounded for the eye.
 *
 * @param savings the exact sums, with the marks of each product
 * @param perYear documents a year, and where the number comes from
 * @param here what the work cost here with idle time
 * @param rivals the products of clouds, cheapest first, in the order of {@link Savings#offers()}
 * @param tornado what changes the saving most, against the cheapest rival, the widest first; at
 *     most five
 * @param curve what a document costs here by documents a day, rising
 * @param quality how good the work is that was paid for; null when no evaluation was named
 * @param review what people cost who check what the model is not sure of; null when no hourly wage
 *     was stated or the ledger does not know how many fields there were
 * @param assumptions what was assumed, stated or left out, each a sentence
 */
public record Comparison(
    Savings savings,
    Volume perYear,
    Interval here,
    List<Rival> rivals,
    List<Sensitivity> tornado,
    List<CurvePoint> curve,
    @Nullable Quality quality,
    @Nullable Review review,
    List<String> assumptions) {
  public Comparison {
    requireNonNull(savings, "savings is null");
    requireNonNull(perYear, "perYear is null");
    requireNonNull(here, "here is null");
    rivals = List.copyOf(rivals);
    tornado = List.copyOf(tornado);
    curve = List.copyOf(curve);
    assumptions = List.copyOf(assumptions);
  }

  /**
   * Compares.
   *
   * @throws IllegalArgumentException if no document was read
   */
  public static Comparison of(Savings savings, Assumptions assumptions) {
    return new Appraisal(savings, assumptions).comparison();
  }

  /** How sure it is which side is cheaper. */
  public enum Verdict {
    /** The machine, whatever the figures are within their ranges. */
    HERE,
    /** The cloud, likewise. */
    THERE,
    /** The ranges allow both. */
    OPEN
  }

  /**
   * One product of a cloud beside the machine with its idle time.
   *
   * @param offer the exact sums of its lines
   * @param total what it would have taken for the work
   * @param perDocument the same for one document
   * @param saved {@code total} less what the work cost here; negative when the cloud is cheaper
   * @param savedPercent {@code saved} in a hundred of the likely total; null when that is zero
   * @param savedPerYear at {@link Comparison#perYear()}
   * @param breakEven from which volume on the machine is cheaper; null when it is at no volume, or
   *     nothing is known of the work's hours
   * @param estimated whether any part is, as {@link CostTotal#estimated()}
   * @param unverified whether the price was not read at the seller's own page
   * @param stale whether it was read too long ago
   * @param noPatientData whether the seller excludes the product from zero data retention or from
   *     agreements on patient data
   */
  public record Rival(
      Savings.Offer offer,
      Interval total,
      Interval perDocument,
      Interval saved,
      @Nullable Interval savedPercent,
      Interval savedPerYear,
      @Nullable BreakEven breakEven,
      boolean estimated,
      boolean unverified,
      boolean stale,
      boolean noPatientData) {
    public Rival {
      requireNonNull(offer, "offer is null");
      requireNonNull(total, "total is null");
      requireNonNull(perDocument, "perDocument is null");
      requireNonNull(saved, "saved is null");
      requireNonNull(savedPerYear, "savedPerYear is null");
    }

    public String name() {
      return offer.name();
    }

    public Verdict verdict() {
      if (saved.low().signum() >= 0) {
        return Verdict.HERE;
      }
      return saved.high().signum() < 0 ? Verdict.THERE : Verdict.OPEN;
    }
  }

  /**
   * Where machine and cloud cost the same.
   *
   * @param documentsPerDay from which on the machine is cheaper
   * @param utilisation the share of its time in which the machine then works; above 1, one machine
   *     cannot do so much, and is never cheaper
   */
  public record BreakEven(BigDecimal documentsPerDay, BigDecimal utilisation) {
    /** Whether one machine can reach it. */
    public boolean reachable() {
      return utilisation.compareTo(BigDecimal.ONE) <= 0;
    }
  }

  /**
   * A volume of work.
   *
   * @param stated whether it was stated; else it is what the machine does at its utilisation
   */
  public record Volume(BigDecimal documentsPerDay, boolean stated) {
    private static final BigDecimal DAYS_PER_YEAR = BigDecimal.valueOf(365);

    public BigDecimal documentsPerYear() {
      return documentsPerDay.multiply(DAYS_PER_YEAR);
    }
  }

  /**
   * How the saving moves with one input while all others stay.
   *
   * @param input name, with its unit
   * @param low the input's least value in its range; {@code likely} the one compared with
   * @param savedAtLow what is saved with the low input; {@code savedAtHigh} likewise
   */
  public record Sensitivity(
      String input,
      BigDecimal low,
      BigDecimal likely,
      BigDecimal high,
      BigDecimal savedAtLow,
      BigDecimal savedAtHigh) {
    /** How far the two savings are apart. */
    public BigDecimal width() {
      return savedAtHigh.subtract(savedAtLow).abs();
    }
  }

  /**
   * What a document costs here at a volume.
   *
   * @param machines how many of this kind it takes
   */
  public record CurvePoint(BigDecimal documentsPerDay, int machines, Interval perDocument) {}

  /**
   * The measured quality of the work.
   *
   * @param f1 of the fields that need no review, in [0, 1], with its interval
   * @param fields how many decisions it was measured on
   * @param source the evaluation that measured it
   */
  public record Quality(Interval f1, long fields, String source) {}

  /**
   * People who look at what the model is not sure of.
   *
   * @param fields of the work's documents
   * @param below how many of them need a person
   * @param amount for all of them
   */
  public record Review(
      long fields,
      long below,
      BigDecimal minutesPerField,
      BigDecimal usdPerHour,
      BigDecimal amount) {}

  /** The rivals that are certainly or likely cheaper than the machine with its idle time. */
  public List<Rival> cheaperRivals() {
    return rivals.stream().filter(rival -> rival.offer().cheaper()).toList();
  }
}
