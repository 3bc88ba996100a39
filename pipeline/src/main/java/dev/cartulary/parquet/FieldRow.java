package dev.cartulary.parquet;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.DocumentId;
import dev.cartulary.field.Field;
import dev.cartulary.outcome.DocumentRecord;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A row of {@link Table#FIELDS}.
 *
 * @param type the document type that defines the field
 * @param position order of the value within its document, counted from 0
 */
public record FieldRow(
    String run, DocumentId document, String path, String type, int position, Field field)
    implements Serializable {
  public FieldRow {
    requireNonNull(run, "run is null");
    requireNonNull(document, "document is null");
    requireNonNull(path, "path is null");
    requireNonNull(type, "type is null");
    requireNonNull(field, "field is null");
    if (position < 0) {
      throw new IllegalArgumentException("positions are counted from 0: " + position);
    }
  }

  /** A row for each value of the document, in its order. */
  public static List<FieldRow> of(String run, DocumentRecord document) {
    return IntStream.range(0, document.fields().size())
        .mapToObj(
            i ->
                new FieldRow(
                    run,
                    document.file().id(),
                    document.file().path(),
                    document.type(),
                    i,
                    document.fields().get(i)))
        .toList();
  }
}
