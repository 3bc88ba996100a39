package dev.cartulary.keys;

import java.util.Locale;

/** What a master key is for. */
public enum KeyName {
  /** Footers of tables, and columns that say nothing of a person. */
  FOOTER,
  /** Columns with what documents say, and with the names of files. */
  PHI,
  /** The ledger. */
  LEDGER;

  /** As it appears in file names and key ids. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }
}
