package dev.cartulary.desk;

import dev.cartulary.field.Field;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.gold.JsonLabels;
import dev.cartulary.review.ReviewCase;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What persons decided as labels: to evaluate and to calibrate by, and to train. */
public final class Labels {
  private Labels() {}

  /**
   * Writes the labels of each document about which anything was decided. A field is judged when a
   * person has decided about it, and nothing about it is open.
   *
   * @return how many documents
   */
  public static int write(Queue queue, Path folder) {
    int written = 0;
    for (Queue.Entry entry : queue.ordered()) {
      Optional<ReviewCase> document = entry.decided() == 0 ? Optional.empty() : queue.read(entry);
      if (document.isPresent()) {
        JsonLabels.write(folder, entry.path(), of(queue, document.get()));
        written++;
      }
    }
    return written;
  }

  private static Map<String, Optional<List<JsonLabels.Label>>> of(
      Queue queue, ReviewCase document) {
    List<Row> rows = queue.rows(document);
    List<Field> now = document.document().fields();
    Map<String, Optional<List<JsonLabels.Label>>> labels = new LinkedHashMap<>();
    for (FieldDefinition field : queue.type().fields()) {
      List<Row> own =
          rows.stream().filter(row -> row.subject().field().equals(field.name())).toList();
      boolean judged =
          own.stream().anyMatch(Row::isDecided)
              && own.stream().noneMatch(row -> row.isOpen(queue.threshold()));
      labels.put(
          field.name(),
          judged
              ? Optional.of(
                  now.stream()
                      .filter(
                          value ->
                              value.name().equals(field.name())
                                  && value.status() != FieldStatus.ABSENT)
                      .map(
                          value ->
                              new JsonLabels.Label(value.value(), value.normalized().canonical()))
                      .toList())
              : Optional.empty());
    }
    return labels;
  }
}
