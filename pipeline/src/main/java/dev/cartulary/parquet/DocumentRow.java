package dev.cartulary.parquet;

import static java.util.Objects.requireNonNull;

import dev.cartulary.cost.CostLine;
import dev.cartulary.outcome.DocumentRecord;
import java.io.Serializable;
import java.util.List;

/**
 * A row of {@link Table#DOCUMENTS}.
 *
 * @param costs the document's cost lines; the row holds the sum of the local ones, which must be in
 *     one currency
 */
public record DocumentRow(String run, DocumentRecord document, List<CostLine> costs)
    implements Serializable {
  public DocumentRow {
    requireNonNull(run, "run is null");
    requireNonNull(document, "document is null");
    costs = List.copyOf(costs);
    List<String> currencies =
        costs.stream()
            .filter(line -> line.kind() == CostLine.Kind.LOCAL)
            .map(CostLine::currency)
            .distinct()
            .toList();
    if (currencies.size() > 1) {
      throw new IllegalArgumentException(
          "local costs of "
              + document.file().path()
              + " are in several currencies and have no sum: "
              + currencies);
    }
  }
}
