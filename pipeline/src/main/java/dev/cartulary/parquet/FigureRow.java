package dev.cartulary.parquet;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A row of {@link Table#FIGURES}.
 *
 * @param low end of the figure's interval, {@code high} its other end
 * @param n what was judged
 */
public record FigureRow(
    String set,
    String part,
    String system,
    String field,
    String metric,
    double value,
    double low,
    double high,
    int n)
    implements Serializable {
  public FigureRow {
    requireNonNull(set, "set is null");
    requireNonNull(part, "part is null");
    requireNonNull(system, "system is null");
    requireNonNull(field, "field is null");
    requireNonNull(metric, "metric is null");
  }
}
