package dev.cartulary.field;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of a document type.
 *
 * @param name lower-case identifier, unique in its type
 * @param description one sentence for people
 * @param question the words in which the model is asked
 * @param many whether a document can hold several values
 * @param phi whether the value identifies a patient
 * @param candidates the sources of possible values, tried together; empty means {@link
 *     Candidates#VERBATIM}
 * @param labels words that head a line or a section holding the value, lower case
 * @param cues regular expressions, matched without regard to case. What rules find counts only in a
 *     sentence with a cue or after a heading with one, and a chunk without such a sentence is not
 *     asked; values after a label, in a section, or of a pattern need no cue. Empty: always asked
 * @param contexts regular expressions for what stands around a value in a sentence with a cue, the
 *     surest first; in each, the value's place is the name of its source in angle brackets, as in
 *     {@code until <dates>}
 * @param patterns regular expressions whose first group, or whole match, is a possible value
 *     ({@link Candidates#PATTERN})
 * @param choices the values of an {@link FieldType#ENUM}, in normalised form
 * @param examples values as they look in documents, for people and for instruct models
 * @param maxTokens longest value, in tokens of the model
 * @param withinFirst values start in so many characters at the document's start; 0: anywhere
 * @param until regular expression; where several values stand before its first match, those behind
 *     it are none. Empty: no such bound
 * @param except regular expression; what it matches as a whole is no value. Empty: nothing
 * @param prior how often a candidate that the rules offer is right, measured on labelled documents,
 *     in (0, 1]; the model then chooses among candidates and cannot say that there is none. Null:
 *     not measured, and the model may say so
 * @param relations to other fields of the type
 */
public record FieldDefinition(
    String name,
    String description,
    String question,
    FieldType type,
    boolean many,
    boolean phi,
    boolean required,
    List<Candidates> candidates,
    List<String> labels,
    List<String> cues,
    List<String> contexts,
    List<String> patterns,
    List<String> choices,
    List<String> examples,
    int maxTokens,
    int withinFirst,
    String until,
    String except,
    @Nullable Double prior,
    Relations relations)
    implements Serializable {
  public FieldDefinition {
    requireNonNull(name, "name is null");
    requireNonNull(description, "description is null");
    requireNonNull(question, "question is null");
    requireNonNull(type, "type is null");
    requireNonNull(until, "until is null");
    requireNonNull(except, "except is null");
    requireNonNull(relations, "relations is null");
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "a field name is lower-case letters, digits and _: " + name);
    }
    if (maxTokens < 1) {
      throw new IllegalArgumentException("maxTokens of " + name + " is " + maxTokens);
    }
    if (withinFirst < 0) {
      throw new IllegalArgumentException("withinFirst of " + name + " is " + withinFirst);
    }
    if (prior != null && !(prior > 0 && prior <= 1)) {
      throw new IllegalArgumentException("the prior of " + name + " is " + prior);
    }
    candidates = candidates.isEmpty() ? List.of(Candidates.VERBATIM) : List.copyOf(candidates);
    if (prior != null && type != FieldType.BOOLEAN && candidates.contains(Candidates.VERBATIM)) {
      throw new IllegalArgumentException(
          "a prior is of candidates that rules offer, and " + name + " takes any words");
    }
    labels = List.copyOf(labels);
    cues = List.copyOf(cues);
    contexts = List.copyOf(contexts);
    patterns = List.copyOf(patterns);
    choices = List.copyOf(choices);
    examples = List.copyOf(examples);
    if (type == FieldType.ENUM && choices.isEmpty()) {
      throw new IllegalArgumentException("the enum field " + name + " has no choices");
    }
  }

  /** The same field with another prior, or none. */
  public FieldDefinition withPrior(@Nullable Double measured) {
    return new FieldDefinition(
        name,
        description,
        question,
        type,
        many,
        phi,
        required,
        candidates,
        labels,
        cues,
        contexts,
        patterns,
        choices,
        examples,
        maxTokens,
        withinFirst,
        until,
        except,
        measured,
        relations);
  }
}
