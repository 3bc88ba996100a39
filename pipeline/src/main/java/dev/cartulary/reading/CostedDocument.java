package dev.cartulary.reading;

import static java.util.Objects.requireNonNull;

import dev.cartulary.cost.CostLine;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.DocumentRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document's record and its cost lines, by the prices of the day on which it was finished. */
public record CostedDocument(DocumentRecord document, List<CostLine> costs) {
  public CostedDocument {
    requireNonNull(document, "document is null");
    costs = List.copyOf(costs);
  }

  /** The same for a file with the same bytes at another path, or inside of another file. */
  public CostedDocument at(String path, @Nullable DocumentId parent) {
    SourceFile file = document.file();
    SourceFile other = new SourceFile(file.id(), path, file.location(), file.sizeBytes(), parent);
    return new CostedDocument(document.at(other), costs);
  }
}
