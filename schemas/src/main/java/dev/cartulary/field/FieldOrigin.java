package dev.cartulary.field;

/** How a value came from the words at its span. */
public enum FieldOrigin {
  /** The words say it. */
  EXTRACTED,
  /** It was computed from the words and from other values of the document. */
  DERIVED
}
