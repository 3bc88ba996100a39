package dev.cartulary.hl7;

import dev.cartulary.clinical.Topic;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a segment is shown and which of its fields name it; all others are its details.
 *
 * @param names fields that together name the entry, in the order in which they are read
 * @param silent fields without meaning for a reader, such as the number in a sequence
 */
record SegmentRule(Topic topic, List<Integer> names, Set<Integer> silent) {
  private static final Map<String, SegmentRule> RULES =
      Map.ofEntries(
          Map.entry("AL1", numbered(Topic.ALLERGIES, 3)),
          Map.entry("IAM", numbered(Topic.ALLERGIES, 3)),
          Map.entry("PRB", new SegmentRule(Topic.PROBLEMS, List.of(3), Set.of(1))),
          Map.entry("DG1", numbered(Topic.DIAGNOSES, 3, 4)),
          Map.entry("RXO", new SegmentRule(Topic.MEDICATIONS, List.of(1, 2, 4), Set.of())),
          Map.entry("RXE", new SegmentRule(Topic.MEDICATIONS, List.of(2, 3, 5), Set.of())),
          Map.entry("RXD", new SegmentRule(Topic.MEDICATIONS, List.of(2, 4, 5), Set.of(1))),
          Map.entry("RXG", new SegmentRule(Topic.MEDICATIONS, List.of(4, 5, 7), Set.of(1, 2))),
          Map.entry("RXA", new SegmentRule(Topic.MEDICATIONS, List.of(5, 6, 7), Set.of(1, 2))),
          Map.entry("PR1", numbered(Topic.PROCEDURES, 3, 4)),
          Map.entry("ORC", new SegmentRule(Topic.ORDERS, List.of(16), Set.of())),
          Map.entry("OBR", numbered(Topic.ORDERS, 4)),
          Map.entry("RQD", numbered(Topic.ORDERS, 2)),
          Map.entry("ODS", new SegmentRule(Topic.ORDERS, List.of(3), Set.of())),
          Map.entry("TXA", numbered(Topic.NOTES, 2)),
          Map.entry("GOL", new SegmentRule(Topic.PLAN, List.of(3), Set.of(1))),
          Map.entry("PTH", new SegmentRule(Topic.PLAN, List.of(2), Set.of(1))),
          Map.entry("SPM", numbered(Topic.SPECIMENS, 4)),
          Map.entry("SAC", new SegmentRule(Topic.SPECIMENS, List.of(6), Set.of())),
          Map.entry("SCH", new SegmentRule(Topic.APPOINTMENTS, List.of(7, 8), Set.of())),
          Map.entry("RGS", numbered(Topic.APPOINTMENTS, 3)),
          Map.entry("AIS", numbered(Topic.APPOINTMENTS, 3)),
          Map.entry("AIG", numbered(Topic.APPOINTMENTS, 3, 4)),
          Map.entry("AIL", numbered(Topic.APPOINTMENTS, 3)),
          Map.entry("AIP", numbered(Topic.APPOINTMENTS, 3)),
          Map.entry("ROL", new SegmentRule(Topic.CARE_TEAM, List.of(4, 3), Set.of(1, 2))),
          Map.entry("PRT", new SegmentRule(Topic.CARE_TEAM, List.of(5, 4), Set.of(1, 2))),
          Map.entry("PRD", new SegmentRule(Topic.CARE_TEAM, List.of(2, 1), Set.of())),
          Map.entry("CTD", new SegmentRule(Topic.CARE_TEAM, List.of(2, 1), Set.of())),
          Map.entry("NK1", numbered(Topic.CONTACTS, 2)),
          Map.entry("GT1", numbered(Topic.INSURANCE, 3)),
          Map.entry("IN1", numbered(Topic.INSURANCE, 4)),
          Map.entry("IN2", new SegmentRule(Topic.INSURANCE, List.of(), Set.of())),
          Map.entry("IN3", numbered(Topic.INSURANCE)),
          Map.entry("FT1", numbered(Topic.OTHER, 7)));

  /** What segments are called that often have no name of their own. */
  private static final Map<String, String> CALLED =
      Map.ofEntries(
          Map.entry("ACC", "Accident"),
          Map.entry("ARV", "Access restriction"),
          Map.entry("AUT", "Authorization"),
          Map.entry("CON", "Consent"),
          Map.entry("DB1", "Disability"),
          Map.entry("EVN", "Event"),
          Map.entry("IN2", "Insured person"),
          Map.entry("IN3", "Insurance certification"),
          Map.entry("MRG", "Merged record"),
          Map.entry("ORC", "Order"),
          Map.entry("RF1", "Referral"),
          Map.entry("SAC", "Specimen container"),
          Map.entry("SFT", "Sending software"),
          Map.entry("SPM", "Specimen"),
          Map.entry("TXA", "Document"));

  /** Segments that say more about the one before them, and have no entry of their own. */
  static final Set<String> REMARKS = Set.of("RXR", "TQ1", "TQ2");

  SegmentRule {
    names = List.copyOf(names);
    silent = Set.copyOf(silent);
  }

  /** The rule of a segment; one for any segment without. */
  static SegmentRule of(String segment) {
    return RULES.getOrDefault(segment, new SegmentRule(Topic.OTHER, List.of(), Set.of()));
  }

  /** What a segment is called: in words if it is a frequent one. */
  static String called(String segment) {
    return CALLED.getOrDefault(segment, segment);
  }

  /** Of a segment whose first field counts it. */
  private static SegmentRule numbered(Topic topic, Integer... names) {
    return new SegmentRule(topic, List.of(names), Set.of(1));
  }
}
