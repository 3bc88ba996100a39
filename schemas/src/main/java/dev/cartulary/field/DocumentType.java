package dev.cartulary.field;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kind of document and the fields it has.
 *
 * @param summaryQuestion the words in which the model is asked for a summary or for key sentences
 * @param summarySentences how many sentences, or beginnings of sections, a summary has at most
 * @param summarySections with whose beginnings a summary is made, the preferred first; where a
 *     document has none of them, and where there are none, of key sentences
 * @param fingerprint hash of everything in the definition that can change a result
 * @param escalation whether passages of such documents may be sent elsewhere, if a job wants it
 * @param relevance the name of trained weights that guess which sentences bear on which fields;
 *     null for none
 */
public record DocumentType(
    String name,
    String description,
    String summaryQuestion,
    int summarySentences,
    List<SummarySection> summarySections,
    List<FieldDefinition> fields,
    String fingerprint,
    boolean escalation,
    @Nullable String relevance)
    implements Serializable {
  public DocumentType {
    requireNonNull(name, "name is null");
    requireNonNull(description, "description is null");
    requireNonNull(summaryQuestion, "summaryQuestion is null");
    requireNonNull(fingerprint, "fingerprint is null");
    summarySections = List.copyOf(summarySections);
    fields = List.copyOf(fields);
    Set<String> names = new HashSet<>();
    for (FieldDefinition field : fields) {
      if (!names.add(field.name())) {
        throw new IllegalArgumentException(
            "the document type " + name + " defines " + field.name() + " twice");
      }
    }
    if (summarySentences < 1) {
      throw new IllegalArgumentException("summarySentences is " + summarySentences);
    }
  }

  /** A type without trained weights, whose documents go nowhere. */
  public DocumentType(
      String name,
      String description,
      String summaryQuestion,
      int summarySentences,
      List<SummarySection> summarySections,
      List<FieldDefinition> fields,
      String fingerprint) {
    this(
        name,
        description,
        summaryQuestion,
        summarySentences,
        summarySections,
        fields,
        fingerprint,
        false,
        null);
  }

  /** A type whose summaries consist of key sentences, and whose documents go nowhere. */
  public DocumentType(
      String name,
      String description,
      String summaryQuestion,
      int summarySentences,
      List<FieldDefinition> fields,
      String fingerprint) {
    this(name, description, summaryQuestion, summarySentences, List.of(), fields, fingerprint);
  }
}
