package dev.cartulary.reading;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.DocumentId;
import dev.cartulary.outcome.Failure;
import java.util.List;

/** What a run delivers: each of its files once, as a document or as a failure, in any order. */
public record Delivery(List<Delivered> documents, List<Failure> failures) {
  public Delivery {
    documents = List.copyOf(documents);
    failures = List.copyOf(failures);
  }

  /** A file and the document that its bytes are. */
  public record Delivered(String path, DocumentId id) {
    public Delivered {
      requireNonNull(path, "path is null");
      requireNonNull(id, "id is null");
    }
  }
}
