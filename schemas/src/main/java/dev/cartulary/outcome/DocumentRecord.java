package dev.cartulary.outcome;

import static java.util.Objects.requireNonNull;

import dev.cartulary.completion.TokenUsage;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.Part;
import dev.cartulary.document.SourceFile;
import dev.cartulary.field.Field;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was found out about one document.
 *
 * @param pages 0 for an archive
 * @param characters UTF-16 code units of the extracted text
 * @param ocrPages how many of the pages were read from pictures
 * @param ocrConfidence the lowest {@link dev.cartulary.document.Page#confidence()}; null where no
 *     page has one
 * @param pagesWithoutText numbers of the pages on which there is no text, counted from 1, in their
 *     order
 * @param chunks how many pieces the model was given
 * @param model fingerprint of the checkpoint, its precision and prompt
 * @param usage what the model computed for this record; zero for what came from the ledger is never
 *     pretended: the figures are those of the first computation
 * @param parts the documents inside of this one, which have records or failures of their own
 */
public record DocumentRecord(
    SourceFile file,
    String mediaType,
    int pages,
    int ocrPages,
    @Nullable Double ocrConfidence,
    List<Integer> pagesWithoutText,
    int characters,
    int chunks,
    String type,
    String model,
    Summary summary,
    List<Field> fields,
    TokenUsage usage,
    Timings timings,
    List<Part> parts)
    implements Serializable {
  public DocumentRecord {
    requireNonNull(file, "file is null");
    requireNonNull(mediaType, "mediaType is null");
    requireNonNull(type, "type is null");
    requireNonNull(model, "model is null");
    requireNonNull(summary, "summary is null");
    requireNonNull(usage, "usage is null");
    requireNonNull(timings, "timings is null");
    pagesWithoutText = List.copyOf(pagesWithoutText);
    fields = List.copyOf(fields);
    parts = List.copyOf(parts);
    if (pages < 0 || ocrPages < 0 || ocrPages > pages || characters < 0 || chunks < 0) {
      throw new IllegalArgumentException(
          "impossible counts: "
              + pages
              + " pages, "
              + ocrPages
              + " by OCR, "
              + characters
              + " characters, "
              + chunks
              + " chunks");
    }
    for (int page : pagesWithoutText) {
      if (page < 1 || page > pages) {
        throw new IllegalArgumentException("page " + page + " of " + pages);
      }
    }
  }

  /** The same document with other fields. */
  public DocumentRecord withFields(List<Field> others) {
    return new DocumentRecord(
        file,
        mediaType,
        pages,
        ocrPages,
        ocrConfidence,
        pagesWithoutText,
        characters,
        chunks,
        type,
        model,
        summary,
        others,
        usage,
        timings,
        parts);
  }

  /** The same findings, without saying which and how called those of the parts were. */
  public DocumentRecord withoutParts(Set<DocumentId> gone) {
    List<Part> others = new ArrayList<>();
    for (Part part : parts) {
      boolean stays = part.id() == null || !gone.contains(part.id());
      others.add(stays ? part : new Part("purged-" + (others.size() + 1), null));
    }
    return new DocumentRecord(
        file,
        mediaType,
        pages,
        ocrPages,
        ocrConfidence,
        pagesWithoutText,
        characters,
        chunks,
        type,
        model,
        summary,
        fields,
        usage,
        timings,
        others);
  }

  /** The same findings for a file with the same bytes that lies elsewhere. */
  public DocumentRecord at(SourceFile other) {
    if (!other.id().equals(file.id())) {
      throw new IllegalArgumentException(
          "the record of " + file.id().brief() + " is none of " + other.id().brief());
    }
    return new DocumentRecord(
        other,
        mediaType,
        pages,
        ocrPages,
        ocrConfidence,
        pagesWithoutText,
        characters,
        chunks,
        type,
        model,
        summary,
        fields,
        usage,
        timings,
        parts);
  }
}
