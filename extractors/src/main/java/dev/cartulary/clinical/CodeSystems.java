package dev.cartulary.clinical;

import java.util.Locale;
import java.util.Map;

/**
 * The names by which clinicians know code systems, for the abbreviations of HL7's table 0396 and
 * the addresses of FHIR's terminology.
 */
public final class CodeSystems {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("LN", "LOINC"),
          Map.entry("http://loinc.org", "LOINC"),
          Map.entry("2.16.840.1.113883.6.1", "LOINC"),
          Map.entry("SCT", "SNOMED"),
          Map.entry("SNM", "SNOMED"),
          Map.entry("http://snomed.info/sct", "SNOMED"),
          Map.entry("2.16.840.1.113883.6.96", "SNOMED"),
          Map.entry("I9", "ICD-9"),
          Map.entry("I9C", "ICD-9"),
          Map.entry("I9M", "ICD-9"),
          Map.entry("I9CDX", "ICD-9"),
          Map.entry("ICD9", "ICD-9"),
          Map.entry("http://hl7.org/fhir/sid/icd-9-cm", "ICD-9"),
          Map.entry("I10", "ICD-10"),
          Map.entry("I10C", "ICD-10"),
          Map.entry("ICD10", "ICD-10"),
          Map.entry("http://hl7.org/fhir/sid/icd-10", "ICD-10"),
          Map.entry("http://hl7.org/fhir/sid/icd-10-cm", "ICD-10"),
          Map.entry("RXN", "RXNORM"),
          Map.entry("http://www.nlm.nih.gov/research/umls/rxnorm", "RXNORM"),
          Map.entry("http://hl7.org/fhir/sid/ndc", "NDC"),
          Map.entry("http://hl7.org/fhir/sid/cvx", "CVX"),
          Map.entry("http://www.ama-assn.org/go/cpt", "CPT"),
          Map.entry("C4", "CPT"),
          Map.entry("CPT4", "CPT"),
          Map.entry("http://unitsofmeasure.org", "UCUM"),
          Map.entry("http://fdasis.nlm.nih.gov", "UNII"));

  private CodeSystems() {}

  /** The name of a system; of one that is not known the last part of its address, or itself. */
  public static String name(String system) {
    String key = system.strip();
    String plain = key.startsWith("urn:oid:") ? key.substring("urn:oid:".length()) : key;
    String name = NAMES.get(plain);
    if (name == null) {
      name = NAMES.get(plain.toUpperCase(Locale.ROOT));
    }
    return name != null ? name : plain.substring(plain.lastIndexOf('/') + 1);
  }
}
