package dev.cartulary.parquet;

import static java.util.Objects.requireNonNull;

import dev.cartulary.document.DocumentId;
import dev.cartulary.field.Field;
import dev.cartulary.outcome.Summary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document as the tables of a run have it, with its values in the clear.
 *
 * @param run the run that wrote it
 * @param parent the message or archive that holds it; null for a file
 * @param type name of the document type
 * @param model fingerprint of the checkpoint, its precision and prompt
 * @param summary its spans are left out
 * @param fields in the order of the table
 */
public record DeliveredDocument(
    String run,
    DocumentId id,
    String path,
    @Nullable DocumentId parent,
    String mediaType,
    String type,
    String model,
    int pages,
    int characters,
    Summary summary,
    Instant finishedAt,
    List<Field> fields) {
  public DeliveredDocument {
    requireNonNull(run, "run is null");
    requireNonNull(id, "id is null");
    requireNonNull(path, "path is null");
    requireNonNull(mediaType, "mediaType is null");
    requireNonNull(type, "type is null");
    requireNonNull(model, "model is null");
    requireNonNull(summary, "summary is null");
    requireNonNull(finishedAt, "finishedAt is null");
    fields = List.copyOf(fields);
  }
}
