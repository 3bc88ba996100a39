package dev.cartulary.field;

/** Where the values that a field may take come from. */
public enum Candidates {
  /** Any run of words of the chunk. */
  VERBATIM,
  /** Dates that rules find in the chunk. */
  DATES,
  /** Amounts of money that rules find in the chunk. */
  MONEY,
  /** States, provinces and countries of a gazetteer. */
  JURISDICTIONS,
  /** Names of organisations that rules find in the chunk. */
  ORGANISATIONS,
  /** Names of persons that rules find in the chunk. */
  PERSONS,
  /** Periods such as "thirty (30) days" that rules find in the chunk. */
  DURATIONS,
  /** Diseases and disorders of the patient that trained weights find in running text. */
  PROBLEMS,
  /** Symptoms and findings, likewise. */
  SYMPTOMS,
  /** Names of drugs, likewise. */
  DRUGS,
  /** Operations and other treatments, likewise. */
  TREATMENTS,
  /** Examinations, such as a biopsy or an image, likewise. */
  TESTS,
  /** What is measured and has a value, such as blood pressure, likewise. */
  MEASUREMENTS,
  /** Whole sentences of the chunk. */
  SENTENCES,
  /** What follows one of the field's labels on its line ("MRN: 12345"). */
  LABELLED,
  /** The items of the section that one of the field's labels heads. */
  SECTION_ITEMS,
  /** Matches of the field's own patterns. */
  PATTERN
}
