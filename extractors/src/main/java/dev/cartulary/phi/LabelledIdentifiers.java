package dev.cartulary.phi;

import dev.cartulary.deadline.WatchedText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Identifiers that a label names, such as {@code MRN: 00482913} or {@code policy number is W-2209}.
 */
final class LabelledIdentifiers implements Recogniser {
  private static final Map<PhiClass, String> LABELS =
      Map.ofEntries(
          Map.entry(
              PhiClass.MRN,
              "mrn|mr|m.r.n.|medical record|med rec|medical rec|med record|chart|patient id|patient identifier|patient|pt id|hospital|hospital id"
                  + "|unit|record|case|encounter|encounter id|visit|visit id|admission|file|hosp|emr|ehr|ehr id|health record|our ref|your ref|uhid|account mrn|epic id|urn|crn"),
          Map.entry(
              PhiClass.SSN,
              "ssn|s.s.n.|social security|social security no|ss|soc sec|social|social sec"),
          Map.entry(
              PhiClass.HEALTH_PLAN,
              "member|member id|subscriber|subscriber id|policy|policy id|group|grp|insurance|insurance id|insurance policy|plan|plan id|health plan|health plan id"
                  + "|health plan beneficiary|beneficiary|beneficiary id|medicare|medicare id|medicaid|medicaid id|medicare beneficiary|hicn|hic|mbi|payer id|coverage|coverage id|rxbin|rx bin|rxpcn|rxgrp|rx group"
                  + "|blue cross|bcbs|aetna|cigna|humana|tricare|enrollee|enrollee id|certificate of coverage"),
          Map.entry(
              PhiClass.ACCOUNT,
              "account|acct|a/c|bank account|billing account|checking account|savings account|patient account|invoice|routing|aba|credit card|debit card|card|cc|visa|mastercard|amex"
                  + "|iban|guarantor|guarantor id|guarantor account|claim|claim id|statement|billing|bill|hospital account|har|swift"),
          Map.entry(
              PhiClass.LICENSE,
              "license|licence|lic|driver's license|drivers license|driver license|driver's licence|dl|d.l.|dea|npi|certificate|certification|cert|board certification"
                  + "|state license|medical license|nursing license|rn license|pharmacist license|professional license|passport|upin|registration|permit|concealed carry permit|green card|alien registration|visa permit|birth certificate|death certificate|pilot certificate|tin|tax id|ein"),
          Map.entry(
              PhiClass.VEHICLE,
              "vin|license plate|licence plate|plate|plates|tag|license tag|registration plate|vehicle|vehicle id|vehicle identification|vehicle registration|vehicle plate|car tag|car plate"),
          Map.entry(
              PhiClass.DEVICE,
              "serial|ser|s/n|sn|device|device id|device identifier|device serial|lot|lot/serial|model|udi|implant|implant serial|pacemaker|pacemaker serial|icd serial|pump serial|generator serial|lead serial"
                  + "|imei|meid|mac|mac address|udid|catalog|catalogue|cat|ref|implant id|glucometer serial|cpap serial|asset tag|asset"),
          Map.entry(
              PhiClass.PHONE,
              "phone|ph|telephone|tel|cell|cell phone|mobile|mobile phone|home phone|work phone|home|work|pager|beeper|contact|callback|call back|office phone|desk|daytime phone|emergency contact phone"),
          Map.entry(PhiClass.FAX, "fax|facsimile|telefax"),
          Map.entry(
              PhiClass.BIOMETRIC,
              "fingerprint|fingerprint id|fingerprint template|finger print|voiceprint|voice print|voiceprint id|retina scan|retinal scan|retinal scan id|iris|iris scan|iris scan id|iris template|iris code"
                  + "|biometric|biometric id|biometric template|faceprint|face print|face template|facial template|facial recognition|palm print|palmprint|palm vein|dna profile|genetic profile|hand geometry|gait signature|voice template"),
          Map.entry(PhiClass.PHOTO, "photo|photo id|photograph|picture|image|headshot|portrait"),
          Map.entry(
              PhiClass.OTHER,
              "study|study id|subject|subject id|trial|trial id|participant|participant id|specimen|specimen id|accession|accession id|order|order id|requisition|prescription|rx|badge|badge id"
                  + "|employee|employee id|student|student id|user id|confirmation|ticket|reference|ref no|tracking|sample|sample id|barcode|document|document id|dictation|dictation id|job|job id|transcription|military id|service|inmate|inmate id"
                  + "|donor|donor id|research id|registry|registry id|id|identifier|pathology|path|biopsy|slide|cassette|protocol id|surgical pathology|film|cassette|locker|serial id|call id|room key|tattoo"));

  /** Labels that are words of every note, too: a number belongs to them only with a sign of it. */
  private static final List<String> WEAK =
      List.of(
          "mr",
          "patient",
          "hospital",
          "unit",
          "record",
          "case",
          "visit",
          "admission",
          "file",
          "ss",
          "social",
          "member",
          "policy",
          "group",
          "insurance",
          "plan",
          "medicare",
          "medicaid",
          "coverage",
          "card",
          "claim",
          "bill",
          "statement",
          "cert",
          "registration",
          "permit",
          "vehicle",
          "tag",
          "plate",
          "plates",
          "device",
          "lot",
          "model",
          "implant",
          "pacemaker",
          "ref",
          "cat",
          "home",
          "work",
          "contact",
          "photo",
          "image",
          "picture",
          "photograph",
          "portrait",
          "study",
          "subject",
          "trial",
          "participant",
          "specimen",
          "order",
          "prescription",
          "rx",
          "employee",
          "student",
          "reference",
          "sample",
          "document",
          "job",
          "service",
          "donor",
          "registry",
          "id",
          "pathology",
          "path",
          "biopsy",
          "slide",
          "film",
          "iris",
          "fingerprint",
          "encounter",
          "chart",
          "social",
          "desk",
          "billing",
          "visa",
          "cc",
          "mac",
          "dl",
          "tin",
          "aba",
          "har",
          "sn",
          "ser",
          "hic",
          "ph",
          "group",
          "asset",
          "locker",
          "tattoo",
          "hosp",
          "beneficiary",
          "subscriber",
          "certificate",
          "account",
          "serial",
          "certification",
          "hosp",
          "confirmation",
          "ticket",
          "tracking",
          "protocol",
          "badge",
          "accession",
          "requisition",
          "inmate",
          "guarantor",
          "invoice",
          "routing",
          "license",
          "licence",
          "passport",
          "enrollee",
          "lic",
          "catalog",
          "catalogue",
          "blue cross",
          "aetna",
          "cigna",
          "humana",
          "tricare",
          "health plan");

  private static final Map<String, PhiClass> KINDS = new HashMap<>();

  static {
    LABELS.forEach(
        (kind, labels) -> {
          for (String label : labels.split("\\|", -1)) {
            KINDS.put(label, kind);
          }
        });
  }

  private static final String WORDS =
      KINDS.keySet().stream()
          .sorted(Comparator.comparing(String::length).reversed().thenComparing(label -> label))
          .map(label -> Pattern.quote(label).replace(" ", "\\E[ -]\\Q"))
          .collect(Collectors.joining("|"));

  private static final Pattern LABELLED =
      Pattern.compile(
          "(?<![\\p{L}\\d])("
              + WORDS
              + ")(?:s?(?![\\p{L}\\d'’]))"
              + "((?:[ .]{0,2}(?:template|hash|number|numbers|num\\.?|nbr\\.?|no\\.|no(?=[ ]?[:#.]| ?\\d)|nr\\.?|#|id|identifier|code|serial|plate|/serial))*"
              + "(?: ?\\([^()\\n]{1,20}\\))?"
              + "[ \\t]*(?:is|was|are|of|ending in|ends in)?[ \\t]*[:#=–-]{0,2}[ \\t]*\\n?[ \\t]*#?)"
              + "((?=[\\w./+-]*\\d)[A-Z\\d]+(?:[-./:+_]+[A-Z\\d]+)*(?: (?:\\d{2,6}|[A-Z]{1,2}\\d{2,6})(?![\\d/.-]| ?(?:mg|ml|year|yo|y/o|cm|mm|days?|weeks?|months?|times)\\b)){0,4})",
          Pattern.CASE_INSENSITIVE);

  /** Names by which somebody signs in, which need no digit. */
  private static final Pattern LOGIN =
      Pattern.compile(
          "(?i)(?<!\\p{L})(?:user ?name|login(?: id| name)?|user ?id|screen name|skype|handle)[ \\t]*(?:is|[:=])[ \\t]*([\\w.@-]{3,40})");

  private static final Pattern PLATE =
      Pattern.compile(
          "(?i:plates?|license tag|car tag|vehicle tag)(?i: number| no\\.?| #| is| was|[:#,])*[ \\t]{0,3}#?((?=[A-Z]*[ -]?[A-Z]*\\d)[A-Z\\d]{1,7}(?:[ -][A-Z\\d]{2,5})?)(?![\\w])");

  private static final Pattern PICTURE_FILE =
      Pattern.compile(
          "(?i)(?<![\\w/.])([\\w-]+(?:[.][\\w-]+)*\\.(?:jpe?g|png|gif|bmp|tiff?|heic|webp|dcm))(?![\\w])");

  private static final Pattern MEASURE =
      Pattern.compile(
          "^[ -]?(?:mg|mcg|ml|cc|cm|mm|kg|lbs?|%|g|units?|years?|y/?o|days?|weeks?|months?|hours?|minutes?|French|gauge|degrees?|x \\d)(?!\\p{L})",
          Pattern.CASE_INSENSITIVE);

  @Override
  public List<PhiSpan> find(Tokens tokens) {
    String text = tokens.text();
    List<PhiSpan> spans = new ArrayList<>();
    Matcher matcher = LABELLED.matcher(new WatchedText(text));
    int from = 0;
    while (matcher.find(from)) {
      from = Math.max(matcher.end(1), matcher.start() + 1);
      String label = matcher.group(1).toLowerCase(Locale.ROOT).replace('-', ' ');
      PhiClass kind = KINDS.get(label);
      if (kind != null
          && isIdentifier(kind, label, matcher.group(2), matcher.group(3))
          && !MEASURE
              .matcher(text.substring(matcher.end(3), Math.min(text.length(), matcher.end(3) + 12)))
              .find()) {
        spans.add(new PhiSpan(kind, matcher.start(3), matcher.end(3), 0.96, "label"));
        from = matcher.end(3);
      }
    }
    spans.addAll(
        Rule.find(
            List.of(
                new Rule(PhiClass.OTHER, LOGIN, 0.9, found -> true),
                new Rule(
                    PhiClass.VEHICLE,
                    PLATE,
                    0.95,
                    found -> CheckDigits.digits(found).length() >= 2),
                new Rule(PhiClass.PHOTO, PICTURE_FILE, 0.97, found -> true)),
            text,
            "label"));
    return spans;
  }

  private static boolean isIdentifier(PhiClass kind, String label, String joint, String value) {
    int digits = CheckDigits.digits(value).length();
    boolean sign =
        joint.matches(
            "(?is).*(?:number|num|nbr|no\\b|nr|#|id\\b|code|identifier|serial|plate|template|hash).*");
    boolean mark = sign || joint.indexOf(':') >= 0 || joint.indexOf('=') >= 0;
    if (kind == PhiClass.PHONE || kind == PhiClass.FAX) {
      return digits >= 7;
    }
    if (joint.indexOf('\n') >= 0 && !(mark && digits >= 4)) {
      return false;
    }
    if (kind == PhiClass.BIOMETRIC && digits >= 2 && value.length() >= 6) {
      return true;
    }
    if (kind == PhiClass.PHOTO && value.length() - digits < 2) {
      return digits >= 5; // Pictures of a series are counted in every report.
    }
    if (!WEAK.contains(label)) {
      return digits >= 3 || (mark && value.length() >= 4);
    }
    return mark ? digits >= 4 || (sign && digits >= 2 && value.length() >= 4) : digits >= 6;
  }
}
