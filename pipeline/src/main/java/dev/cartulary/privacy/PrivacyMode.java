package dev.cartulary.privacy;

/** What stands in the place of an identifier. */
public enum PrivacyMode {
  /** The identifier. */
  KEEP,
  /** Its class, as in {@code [NAME]}. */
  MASK,
  /**
   * An invented one of the same form, the same one for the same identifier of a patient; dates are
   * shifted.
   */
  SURROGATE,
  /**
   * Dates are shifted by a number of days that is the patient's secret; everything else is masked.
   */
  SHIFT,
  /** A keyed hash with its class, the same for the same identifier of every patient. */
  HASH;

  /** Whether a secret key is needed. */
  public boolean needsKey() {
    return this == SURROGATE || this == SHIFT || this == HASH;
  }
}
