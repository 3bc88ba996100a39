package dev.cartulary.evaluation;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * One figure.
 *
 * @param part of the set, or {@code all}
 * @param system {@code model}, {@code rules}, or the name of a way to summarise
 * @param field a field's name, {@code #clauses}, {@code #values} or {@code #all} for the mean over
 *     fields, {@code #summary}
 * @param low end of the interval that holds the figure in 95 of 100 draws of documents
 * @param n documents that were judged; for a mean, fields
 */
public record Row(
    String set,
    String part,
    String system,
    String field,
    Figure figure,
    double value,
    double low,
    double high,
    int n)
    implements Serializable {
  public Row {
    requireNonNull(set, "set is null");
    requireNonNull(part, "part is null");
    requireNonNull(system, "system is null");
    requireNonNull(field, "field is null");
    requireNonNull(figure, "figure is null");
  }
}
