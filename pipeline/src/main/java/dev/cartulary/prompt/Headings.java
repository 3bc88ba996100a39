package dev.cartulary.prompt;

import java.util.Locale;
import java.util.Set;

/** The headings of clinical documents. */
final class Headings {
  /** Known as headings though they are written in small letters and without a colon. */
  static final Set<String> KNOWN =
      Set.of(
          "allergies",
          "medications",
          "current medications",
          "problems",
          "problem list",
          "procedures",
          "results",
          "vital signs",
          "immunizations",
          "encounters",
          "social history",
          "family history",
          "past medical history",
          "medical history",
          "surgical history",
          "past surgical history",
          "plan",
          "plan of care",
          "plan of treatment",
          "assessment",
          "assessment and plan",
          "assessments",
          "impression",
          "diagnoses",
          "diagnosis",
          "goals",
          "health concerns",
          "functional status",
          "history of present illness",
          "chief complaint",
          "review of systems",
          "physical exam",
          "physical examination",
          "medical equipment",
          "advance directives",
          "payers",
          "insurance",
          "insurance providers",
          "reason for visit",
          "reason for referral",
          "instructions",
          "mental status",
          "care plans",
          "surgeries",
          "diagnostic reports",
          "hospital course",
          "discharge medications",
          "discharge diagnoses",
          "allergies and adverse reactions",
          "care team",
          "notes",
          "patient",
          "author",
          "document information",
          "examination",
          "exam",
          "measure",
          "measurements",
          "treatment",
          "treatment started",
          "data",
          "history",
          "labs",
          "laboratory",
          "code status",
          "follow-up",
          "follow up",
          "disposition",
          "subjective",
          "objective",
          "orders",
          "vitals",
          "subject",
          "signed",
          "dictated",
          "condition on discharge",
          "findings",
          "indications",
          "anesthesia",
          "background");

  private Headings() {}

  /** Whether the line is a heading: known, in capitals, or with a colon at its end. */
  static boolean is(String line) {
    String words = line.strip();
    if (words.isEmpty() || words.length() > 60 || SectionItems.BULLET.matcher(words).lookingAt()) {
      return false;
    }
    if (words.endsWith(":")) {
      return true;
    }
    boolean capitals =
        words.equals(words.toUpperCase(Locale.ROOT))
            && words.codePoints().filter(Character::isLetter).count() > 3
            && words.codePoints().noneMatch(Character::isDigit);
    return capitals || KNOWN.contains(words.toLowerCase(Locale.ROOT));
  }
}
