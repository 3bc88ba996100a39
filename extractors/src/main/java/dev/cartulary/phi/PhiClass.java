package dev.cartulary.phi;

/**
 * The kinds of identifiers. {@link #paragraph()} is the letter of 45 CFR 164.514(b)(2)(i) under
 * which the kind falls; two letters have two kinds, because they are written differently.
 */
public enum PhiClass {
  NAME('A'),
  /** Employers, hospitals and others that place a person; their names fall under (A). */
  ORGANIZATION('A'),
  GEOGRAPHY('B'),
  DATE('C'),
  /** Over 89 years; lower ages may stand. */
  AGE('C'),
  PHONE('D'),
  FAX('E'),
  EMAIL('F'),
  SSN('G'),
  MRN('H'),
  HEALTH_PLAN('I'),
  ACCOUNT('J'),
  LICENSE('K'),
  VEHICLE('L'),
  DEVICE('M'),
  URL('N'),
  IP('O'),
  BIOMETRIC('P'),
  PHOTO('Q'),
  /** Any other unique number or code. */
  OTHER('R');

  private final char paragraph;

  PhiClass(char paragraph) {
    this.paragraph = paragraph;
  }

  /** A to R. */
  public char paragraph() {
    return paragraph;
  }
}
