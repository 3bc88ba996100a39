package dev.cartulary.field;

/** Whether a value can be relied on. */
public enum FieldStatus {
  /** Grounded, and at least as probable as the job's threshold. */
  FOUND,
  /** There is no value; its probability is that of its absence. */
  ABSENT,
  /** Grounded, but below the threshold, or not readable as the field's type. */
  NEEDS_REVIEW,
  /** The text at its span is not the value: never mixed with the others. */
  UNGROUNDED,
  /** Grounded, and a person says that it is right. */
  REVIEWED
}
