package dev.cartulary.field;

/** What kind of value a field holds; it decides how the verbatim value is normalised. */
public enum FieldType {
  /** Words as they stand. */
  TEXT,
  /** A calendar date, normalised to ISO 8601. */
  DATE,
  /** An amount with a currency, normalised to a decimal and an ISO 4217 code. */
  MONEY,
  /** A decimal number. */
  NUMBER,
  /** Yes or no; the verbatim value is the evidence for yes. */
  BOOLEAN,
  /** One of the definition's choices. */
  ENUM
}
