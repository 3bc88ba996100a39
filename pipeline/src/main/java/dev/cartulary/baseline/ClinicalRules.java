package dev.cartulary.baseline;

import static dev.cartulary.baseline.Rule.exact;
import static dev.cartulary.baseline.Rule.first;
import static dev.cartulary.baseline.Rule.words;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Who the patient is, and the lists under the usual headings. */
final class ClinicalRules {
  private static final String DATE =
      "(\\d{1,2}[/-]\\d{1,2}[/-]\\d{2,4}|\\d{4}-\\d{2}-\\d{2}|[A-Z][a-z]+ \\d{1,2},? \\d{4})";
  private static final String NAME = "([A-Z][\\w'-]+,? (?:[A-Z]\\.? )?[A-Z][\\w'-]+)";
  private static final String SEX = "(male|female|man|woman|gentleman|lady|boy|girl)";

  private ClinicalRules() {}

  static Map<String, Rule> all() {
    Map<String, Rule> rules = new HashMap<>();
    rules.put(
        "patient_name",
        first(
            exact("(?:(?i:patient(?:'s)?(?: name)?|name|re)):[ ]?" + NAME),
            exact(NAME + ",? (?:is|was) an? (?:\\w+ )?\\d"),
            exact("\\b((?:Mr|Mrs|Ms|Miss)\\.? [A-Z][a-z'-]+)")));
    rules.put(
        "mrn",
        first(
            words(
                "\\b(?:mrn|medical record (?:number|no\\.?))[:# ]{1,3}([A-Z]{0,3}-?\\d[\\d-]{3,})")));
    rules.put(
        "date_of_birth", first(words("\\b(?:dob|date of birth|birth date|born)\\W{1,6}" + DATE)));
    rules.put(
        "age",
        first(
            words("\\b(\\d{1,3})[- ](?:years?|yrs?|y)\\.?[-/ ](?:old|o)\\b"),
            words("\\bage\\W{1,4}(\\d{1,3})\\b")));
    rules.put(
        "sex",
        first(
                words("\\b(?:sex|gender)\\W{1,4}" + SEX),
                words("(?:old|y/o)[, ]+(?:[\\w-]+ ){0,3}?" + SEX + "\\b"))
            .orElse(ClinicalRules::pronoun));
    rules.put(
        "dates_of_service",
        first(
            words(
                "\\b(?:date of (?:service|visit|admission|discharge|procedure|surgery|operation|exam\\w*|consultation)"
                    + "|(?:admission|discharge|service|visit|encounter) date|dos|date)\\W{1,6}"
                    + DATE)));
    rules.put(
        "provider",
        first(
            exact(
                "(?i:attending(?: physician)?|physician|provider|surgeon|dictated by|signed by|author|seen by)"
                    + ":?[ ](?:Dr\\.? )?"
                    + NAME),
            exact(NAME + ",? (?:M\\.?D\\.?|D\\.?O\\.?|NP|PA-C)\\b")));
    rules.put(
        "facility",
        first(
            exact(
                "\\b((?:[A-Z][\\w'.]+ ){1,4}(?:Hospital|Medical Center|Clinic|Health Center|Health System))\\b")));
    rules.put(
        "chief_complaint",
        section(
                "chief complaint|reason for (?:visit|consultation|admission|referral)|presenting (?:complaint|problem)|cc",
                true)
            .orElse(
                first(
                    words(
                        "\\bpresents?(?:ed|ing)? (?:today )?(?:with|for|complaining of) ([^.,;]{3,60})"))));
    rules.put(
        "diagnoses",
        section(
            "(?:final |discharge |admitting |preoperative |postoperative |principal )?diagnos[ie]s"
                + "|assessment(?: and plan)?|impression|past medical history|problems?|problem list|active problems",
            false));
    rules.put(
        "procedures",
        section(
            "procedures?(?: performed)?|operations?(?: performed)?|past surgical history", false));
    rules.put(
        "medications",
        section("(?:current |discharge |home |active )?medications?(?: list)?|meds", false));
    rules.put(
        "allergies",
        section(
            "(?:drug )?allergies(?:,? +(?:and )?adverse reactions(?:,? *(?:and|&)? *alerts)?)?",
            false));
    return rules;
  }

  /** The sex that more pronouns have. */
  private static List<String> pronoun(String text) {
    long male = Pattern.compile("(?i)\\b(?:he|his|him)\\b").matcher(text).results().count();
    long female = Pattern.compile("(?i)\\b(?:she|her|hers)\\b").matcher(text).results().count();
    return male == female ? List.of() : List.of(male > female ? "male" : "female");
  }

  private static Rule section(String heading, boolean firstOnly) {
    Pattern line = Pattern.compile("(?i)^[\\s\\d.•*-]*(?:" + heading + ")\\s*(?::|$)[ \\t,]*(.*)$");
    return text -> {
      List<String> items = SectionLines.items(text, line);
      return firstOnly && !items.isEmpty() ? items.subList(0, 1) : items;
    };
  }
}
