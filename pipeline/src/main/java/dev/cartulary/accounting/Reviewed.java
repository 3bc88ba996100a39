package dev.cartulary.accounting;

import java.util.Locale;

/**
 * What persons have decided about documents, and how long it took them, as it was measured.
 *
 * @param seconds without the times in which they did nothing
 */
public record Reviewed(long decisions, long seconds) {
  /** Nobody decided anything. */
  public static final Reviewed NONE = new Reviewed(0, 0);

  private static final double SECONDS_PER_MINUTE = 60;

  public Reviewed {
    if (decisions < 0 || seconds < 0) {
      throw new IllegalArgumentException(decisions + " decisions in " + seconds + " seconds");
    }
  }

  /** A sentence after another, or nothing. */
  public String sentence() {
    return decisions == 0
        ? ""
        : String.format(
            Locale.ROOT,
            " Measured so far: %s of persons in %.1f minutes.",
            Figures.count(decisions, "decision", "decisions"),
            seconds / SECONDS_PER_MINUTE);
  }
}
