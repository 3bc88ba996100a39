package dev.cartulary.reading;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.DocumentId;
import dev.cartulary.outcome.Failure;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run delivers: each of its files once, as a document or as a failure, in any order. */
public record Delivery(List<Delivered> documents, List<Failure> failures) {
  public Delivery {
    documents = List.copyOf(documents);
    failures = List.copyOf(failures);
  }

  /**
   * A file and the document that its bytes are.
   *
   * @param parent of a part, the file that holds it
   * @param work the kind of work that made the document's record
   */
  public record Delivered(String path, DocumentId id, @Nullable DocumentId parent, String work)
      implements Serializable {
    public Delivered {
      requireNonNull(path, "path is null");
      requireNonNull(id, "id is null");
      requireNonNull(work, "work is null");
    }
  }
}
