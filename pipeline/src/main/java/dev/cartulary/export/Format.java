package dev.cartulary.export;

/** What an export is written in. */
public enum Format {
  /** Sheets as comma-separated values, a file each. */
  CSV,
  /** Sheets as a workbook, one file. */
  XLSX,
  /** An object a document. */
  JSON,
  /** A bundle of FHIR R4 resources a document. */
  FHIR
}
