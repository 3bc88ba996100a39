package dev.cartulary.parquet;

import static java.util.Objects.requireNonNull;

import dev.cartulary.cost.CostLine;
import dev.cartulary.document.DocumentId;
import java.io.Serializable;

/** A row of {@link Table#COSTS}. */
public record CostRow(String run, DocumentId document, String path, CostLine line)
    implements Serializable {
  public CostRow {
    requireNonNull(run, "run is null");
    requireNonNull(document, "document is null");
    requireNonNull(path, "path is null");
    requireNonNull(line, "line is null");
  }
}
