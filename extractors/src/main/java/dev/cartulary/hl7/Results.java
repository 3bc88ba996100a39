package dev.cartulary.hl7;

import dev.cartulary.clinical.Sheet;
import dev.cartulary.clinical.Topic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Observations as tables and texts, below the order that they answer. Pieces of a text with one
 * name are put together: senders give each line of a report a segment of its own.
 */
final class Results {
  private static final List<String> COLUMNS =
      List.of("Test", "Result", "Reference range", "Flag", "Code");

  private final Sheet sheet;
  private boolean inTable;
  private @Nullable Observation before;
  private @Nullable StringBuilder text;
  private String textTitle = "";
  private Topic textTopic = Topic.RESULTS;

  Results(Sheet sheet) {
    this.sheet = sheet;
  }

  /** An order, with results to follow or not. */
  Sheet.Entry begin(Segment order, SegmentRule rule, boolean reported) {
    end();
    return Entries.add(sheet, reported ? Topic.RESULTS : Topic.ORDERS, order, rule);
  }

  /** Adds an observation; returns where remarks about it go, null if they are lines of its text. */
  Sheet.@Nullable Entry add(Observation observation, Topic textTopic) {
    if (observation.isText()) {
      if (text == null || !textTitle.equals(observation.title())) {
        end();
        text = new StringBuilder();
        textTitle = observation.title();
        this.textTopic = textTopic;
      }
      text.append(text.isEmpty() ? "" : "\n").append(observation.value());
      return null;
    }
    if (!inTable) {
      end();
      sheet.row(Topic.RESULTS, COLUMNS);
      inTable = true;
      before = null;
    }
    Sheet.Entry row = sheet.row(Topic.RESULTS, observation.row());
    Entries.details(row, observation.segment(), observation.details(before));
    before = observation;
    return row;
  }

  /** Ends the table or the text that was begun. */
  void end() {
    inTable = false;
    if (text != null) {
      sheet.block(textTopic, textTitle, text.toString());
      text = null;
    }
  }
}
