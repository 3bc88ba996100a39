package dev.cartulary.hl7;

import dev.cartulary.clinical.Sheet;
import dev.cartulary.clinical.Topic;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message as a page. Segments are taken in their order; one that speaks of the one before it, a
 * remark or an observation about a vaccine, is added to that one's entry.
 */
final class MessagePage {
  private static final Set<String> ABOUT_PATIENT = Set.of("PID", "PD1", "PV1", "PV2");

  private final Sheet sheet = new Sheet();
  private final Results results = new Results(sheet);
  private final Header header = new Header(sheet);
  private final boolean vaccination;
  private final boolean document;
  private Sheet.@Nullable Entry current;

  MessagePage(List<Segment> message) {
    String kind = message.get(0).first(9).part(1);
    vaccination = kind.equals("VXU") || kind.equals("VXR");
    document = message.stream().anyMatch(segment -> segment.name().equals("TXA"));
    for (int i = 0; i < message.size(); i++) {
      add(message.get(i), i + 1 < message.size() ? message.get(i + 1).name() : "");
    }
    results.end();
  }

  String text() {
    return sheet.text();
  }

  private void add(Segment segment, String next) {
    String name = segment.name();
    SegmentRule rule = SegmentRule.of(name);
    switch (name) {
      case "MSH" -> header.message(segment);
      case "PID" -> header.patient(segment);
      case "PV1" -> header.visit(segment);
      case "PD1", "PV2" -> header.more(segment);
      case "NTE" -> remark(segment);
      case "OBX" -> observation(segment);
      case "OBR" -> {
        header.ordered(segment);
        boolean reported = next.equals("OBX") || next.equals("NTE") || next.equals("TQ1");
        current = results.begin(segment, rule, reported && !document);
      }
      case "RXA" -> {
        Topic topic = vaccination ? Topic.IMMUNIZATIONS : rule.topic();
        current = Entries.add(sheet, topic, segment, rule);
      }
      default -> {
        if (current != null && SegmentRule.REMARKS.contains(name)) {
          Entries.details(current, segment, new SegmentRule(rule.topic(), List.of(), Set.of()));
        } else {
          current = Entries.add(sheet, rule.topic(), segment, rule);
        }
      }
    }
    if (ABOUT_PATIENT.contains(name)) {
      current = null;
    }
  }

  private void observation(Segment segment) {
    Observation observation = new Observation(segment);
    if (vaccination && current != null) {
      current.detail(observation.name(), observation.value());
    } else {
      current = results.add(observation, document ? Topic.NOTES : Topic.RESULTS);
    }
  }

  private void remark(Segment segment) {
    String text = Observation.lines(segment.all(3));
    if (current == null) {
      sheet.block(Topic.NOTES, "", text);
    } else {
      current.note(text);
    }
  }
}
