package dev.cartulary.privacy;

/** What becomes of a field's values. */
public enum PhiTreatment {
  /** What the job's {@link PrivacyMode} makes of them. */
  KEEP,
  /** Only the class of identifier stands in their place. */
  MASK,
  /** They are written under the key for what identifies persons. */
  ENCRYPT
}
