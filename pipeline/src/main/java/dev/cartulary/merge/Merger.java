package dev.cartulary.merge;

import static java.util.Objects.requireNonNull;

import dev.cartulary.chunk.Chunk;
import dev.cartulary.chunk.Sentences;
import dev.cartulary.completion.Answer;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.normalize.Normalizer;
import dev.cartulary.outcome.Summary;
import dev.cartulary.prompt.KeySentences;
import dev.cartulary.prompt.RequestBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Merges the answers about chunks by one rule.
 *
 * <p>An answer stands when it is at least as probable as absence in its chunk; where none stands
 * the field is absent. Of equal values, that is, of equal normalised form, the most probable stands
 * for all. A field with one value takes the most probable value. A list takes every value, except
 * words that are a part of the words of another value. Among equally probable answers the one that
 * begins first in the document wins.
 *
 * <p>In a field with a prior an answer is as probable as the prior times what the model gave it
 * among the candidates, and nothing is absent: rules decided that there is a value. A list's values
 * that rules alone decided are as probable as the prior; the model's, in running text, are its own.
 *
 * <p>A value is {@link FieldStatus#FOUND} when its probability reaches the threshold and it can be
 * read as its field's type, else {@link FieldStatus#NEEDS_REVIEW}. For a required field answers
 * stand even against absence, and are then in need of review.
 */
public final class Merger {
  private static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingDouble((Candidate c) -> -c.probability)
          .thenComparingInt(Candidate::start)
          .thenComparing(c -> c.text);

  private final DocumentType type;
  private final double threshold;

  /**
   * An answer with its place in the whole text; null when it is no copy.
   *
   * @param stands against absence in its chunk
   */
  private record Candidate(
      String text, @Nullable CharSpan span, FieldValue value, double probability, boolean stands) {
    int start() {
      return span == null ? Integer.MAX_VALUE : span.start();
    }
  }

  /**
   * @param threshold the least probability of a value that needs no review, in [0, 1]
   */
  public Merger(DocumentType type, double threshold) {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("the threshold is " + threshold);
    }
    this.type = type;
    this.threshold = threshold;
  }

  /** The document's fields and summary; {@code completions} in any order. */
  public Extraction merge(ExtractedText text, List<ChunkCompletion> completions) {
    List<ChunkCompletion> ordered = new ArrayList<>(completions);
    ordered.sort(Comparator.comparingInt(c -> c.chunk().index()));
    Map<String, FieldDefinition> definitions = new HashMap<>();
    type.fields().forEach(field -> definitions.put(field.name(), field));
    Map<String, List<Candidate>> candidates = new HashMap<>();
    KeySentenceSummary sentences =
        new KeySentenceSummary(
            text.text(), KeySentences.of(text.text(), Sentences.of(text.text())));
    List<String> free = new ArrayList<>();
    for (ChunkCompletion completion : ordered) {
      for (BranchAnswer branch : completion.decided()) {
        FieldDefinition field = requireNonNull(definitions.get(branch.name()), branch.name());
        double prior = field.prior() == null ? 1 : field.prior();
        add(candidates, field, branch, prior, completion.chunk());
      }
      for (BranchAnswer branch : completion.completion().answers()) {
        FieldDefinition field = definitions.get(branch.name());
        if (field != null) {
          double prior = field.prior() == null || field.many() ? 1 : field.prior();
          add(candidates, field, branch, prior, completion.chunk());
        } else if (branch.name().equals(RequestBuilder.SUMMARY)) {
          branch.answers().forEach(a -> summarise(a, completion.chunk(), sentences, free));
        } else {
          throw new IllegalArgumentException(
              "the document type " + type.name() + " has no field " + branch.name());
        }
      }
    }
    List<Field> fields = new ArrayList<>();
    for (FieldDefinition field : type.fields()) {
      for (Candidate value : values(field, candidates.getOrDefault(field.name(), List.of()))) {
        fields.add(field(field, value, text));
      }
    }
    Summary summary =
        free.isEmpty()
            ? sentences.best(type.summarySentences(), fields, definitions)
            : new Summary(Summary.Kind.FREE_TEXT, String.join("\n", free), List.of());
    return new Extraction(fields, summary);
  }

  private static void add(
      Map<String, List<Candidate>> candidates,
      FieldDefinition field,
      BranchAnswer branch,
      double prior,
      Chunk chunk) {
    List<Candidate> found = candidates.computeIfAbsent(field.name(), n -> new ArrayList<>());
    for (Answer answer : branch.answers()) {
      CharSpan span = answer.span();
      found.add(
          new Candidate(
              answer.text(),
              span == null ? null : span.shift(chunk.span().start()),
              Normalizer.normalize(field, answer.text()),
              prior * answer.probability(),
              answer.probability() >= branch.absentProbability()));
    }
  }

  /**
   * Free summaries of several chunks are joined, one a line: the best that can be done without
   * asking the model again.
   */
  private static void summarise(
      Answer answer, Chunk chunk, KeySentenceSummary sentences, List<String> free) {
    CharSpan span = answer.span();
    if (span != null) {
      sentences.add(span.shift(chunk.span().start()), answer.probability());
    } else if (!answer.text().isBlank() && !free.contains(answer.text().strip())) {
      free.add(answer.text().strip());
    }
  }

  private List<Candidate> values(FieldDefinition field, List<Candidate> candidates) {
    List<Candidate> sorted = new ArrayList<>(candidates);
    sorted.removeIf(c -> (!c.stands && !field.required()) || c.text.isBlank());
    sorted.sort(BEST_FIRST);
    if (!field.many()) {
      return sorted.isEmpty() ? List.of() : List.of(sorted.get(0));
    }
    Map<String, Candidate> distinct = new LinkedHashMap<>();
    sorted.forEach(c -> distinct.putIfAbsent(words(c.value), c));
    List<Candidate> values = new ArrayList<>();
    distinct.forEach(
        (words, candidate) -> {
          if (!Normalizer.wordy(field) || !partOfAnother(words, distinct.keySet())) {
            values.add(candidate);
          }
        });
    values.sort(Comparator.comparingInt(Candidate::start));
    return values;
  }

  private static String words(FieldValue value) {
    return value.canonical().toLowerCase(Locale.ROOT);
  }

  private static boolean partOfAnother(String words, Iterable<String> all) {
    for (String other : all) {
      if (other.length() > words.length() && (" " + other + " ").contains(" " + words)) {
        int after = other.indexOf(words) + words.length();
        if (after >= other.length() || !Character.isLetterOrDigit(other.charAt(after))) {
          return true;
        }
      }
    }
    return false;
  }

  private Field field(FieldDefinition definition, Candidate candidate, ExtractedText text) {
    CharSpan span = candidate.span;
    boolean found =
        candidate.stands
            && candidate.probability >= threshold
            && Normalizer.readable(definition, candidate.value);
    return new Field(
        definition.name(),
        candidate.text,
        candidate.value,
        span,
        span == null ? 0 : text.pageAt(span.start()),
        candidate.probability,
        span == null
            ? FieldStatus.UNGROUNDED
            : found ? FieldStatus.FOUND : FieldStatus.NEEDS_REVIEW,
        span == null ? List.of() : text.boxes(span));
  }
}
