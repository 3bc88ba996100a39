package dev.cartulary.field;

/** Who has the last word on a field. */
public enum Route {
  /** The job's model. */
  LOCAL,
  /** A larger checkpoint on the same premises. */
  LOCAL_LARGE,
  /** A person. */
  REVIEW,
  /** A model behind an endpoint that the job names; nothing is sent before it is allowed. */
  ESCALATE
}
