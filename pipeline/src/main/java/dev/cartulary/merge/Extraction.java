package dev.cartulary.merge;

import static java.util.Objects.requireNonNull;

import dev.cartulary.field.Field;
import dev.cartulary.outcome.Summary;
import java.io.Serializable;
import java.util.List;

/**
 * What was read in a document.
 *
 * @param fields in the order of the document type; the values of a list in the order of the text
 */
public record Extraction(List<Field> fields, Summary summary) implements Serializable {
  public Extraction {
    fields = List.copyOf(fields);
    requireNonNull(summary, "summary is null");
  }
}
