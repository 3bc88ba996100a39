package dev.cartulary.prompt;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.FieldType;
import dev.cartulary.relevance.Relevance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a trained guess expects the values of fields, besides what rules find: the best sentences
 * of each field, and in them what may be its value. Immutable.
 */
final class RelevantPlaces {
  /**
   * Which sentences are worth a look; as a value a whole sentence costs its reader more.
   *
   * @param value least probability of a sentence with a value
   * @param clause least probability of a sentence that is the value
   * @param most sentences a field
   */
  private record Worth(double value, double clause, int most) {}

  /** Guesses without a question are looked at by persons. */
  private static final Worth SHOWN = new Worth(0.005, 0.05, 8);

  /** A model looks at more: of annotated clauses 0.98 stand in its chunks. */
  private static final Worth ASKED = new Worth(0.001, 0.005, 20);

  /** A guess stands from 0.5 on, but not against what rules offer, which was measured. */
  private static final double BESIDE_RULES = 0.4;

  private final Worth worth;
  private final Relevance relevance;
  private final List<FieldQuestion> questions;
  private final int[] columns; // of each question in the weights; -1 where it has none

  RelevantPlaces(Relevance relevance, List<FieldQuestion> questions, Presence presence) {
    this.worth = presence == Presence.MODEL ? ASKED : SHOWN;
    this.relevance = relevance;
    this.questions = questions;
    this.columns = questions.stream().mapToInt(q -> column(relevance, q)).toArray();
  }

  /** Lists are decided by rules: what is merely probable would be added to them, not compared. */
  private static int column(Relevance relevance, FieldQuestion question) {
    return question.field().many() || question.field().prior() == null
        ? -1
        : relevance.fields().indexOf(question.field().name());
  }

  private double least(FieldQuestion question) {
    return question.field().type() == FieldType.BOOLEAN ? worth.clause : worth.value;
  }

  /**
   * A possible value.
   *
   * @param probability that it is right, by the words of its sentence
   */
  record Place(CharSpan span, double probability) {
    /** The same where rules offer other values. */
    Place besideRules() {
      return new Place(span, Math.min(probability, BESIDE_RULES));
    }
  }

  /** For each question its places, the most probable first. */
  List<List<Place>> find(DocumentFindings document) {
    List<List<Place>> sentences = new ArrayList<>();
    questions.forEach(question -> sentences.add(new ArrayList<>()));
    List<CharSpan> all = document.sentences();
    for (int i = 0; i < all.size() && !relevance.fields().isEmpty(); i++) {
      double[] probabilities = relevance.probabilities(document.text(), all, i);
      for (int q = 0; q < columns.length; q++) {
        if (columns[q] >= 0 && probabilities[columns[q]] >= least(questions.get(q))) {
          sentences.get(q).add(new Place(all.get(i), probabilities[columns[q]]));
        }
      }
    }
    List<List<Place>> places = new ArrayList<>();
    for (int q = 0; q < columns.length; q++) {
      FieldQuestion question = questions.get(q);
      places.add(
          sentences.get(q).stream()
              .sorted(Comparator.comparingDouble(place -> -place.probability))
              .limit(worth.most)
              .flatMap(place -> values(question, document, place).stream())
              .toList());
    }
    return places;
  }

  /** What may be the value in a sentence; several share the sentence's probability. */
  private static List<Place> values(
      FieldQuestion question, DocumentFindings document, Place sentence) {
    List<CharSpan> spans = question.values(document, sentence.span);
    long meanings =
        spans.stream()
            .map(span -> question.answers().meaning(span.of(document.text())))
            .collect(Collectors.toSet())
            .size();
    return spans.stream().map(span -> new Place(span, sentence.probability / meanings)).toList();
  }
}
