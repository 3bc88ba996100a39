package dev.cartulary.prompt;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.FieldType;
import dev.cartulary.relevance.ClauseSigns;
import dev.cartulary.relevance.Relevance;
import dev.cartulary.relevance.SentenceFeatures;
import dev.cartulary.relevance.ValueSign;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where trained weights expect the values of fields: the best sentences of each field, and in them
 * what may be its value; and how probably what rules offer is right. Immutable.
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
  private static final Worth SHOWN = new Worth(0.005, 0.02, 8);

  /** A model looks at more: of what is annotated 0.98 stands in its chunks. */
  private static final Worth ASKED = new Worth(0.0003, 0.005, 20);

  /** A guess stands from 0.5 on, but not against what rules offer, which was measured. */
  private static final double BESIDE_RULES = 0.4;

  /**
   * To overlook a clause costs more than to look at a sentence: from here on it is stated, and
   * below the threshold of review for review. On the contracts of the training, each judged by the
   * others, this gave the best F1.
   */
  private static final double STATED = 0.3;

  /** A sentence that rules offer shows a clause better than one with two log-odds less. */
  private static final double OFFERED = 2;

  /**
   * What the prior still counts beside a value's sentence: contracts of another kind have other
   * words, and rules are right in them all the same.
   */
  private static final double PRIOR = 0.35;

  private final Worth worth;
  private final Relevance relevance;
  private final List<FieldQuestion> questions;
  private final int[] columns; // of each question in the weights; -1 where it has none
  private final boolean rules;

  RelevantPlaces(Relevance relevance, List<FieldQuestion> questions, Presence presence) {
    this.worth = presence == Presence.MODEL ? ASKED : SHOWN;
    this.relevance = relevance;
    this.questions = questions;
    this.columns = questions.stream().mapToInt(q -> column(relevance, q)).toArray();
    this.rules = presence != Presence.MODEL;
  }

  /** Lists are decided by rules: what is merely probable would be added to them, not compared. */
  private static int column(Relevance relevance, FieldQuestion question) {
    return question.field().many() || question.field().prior() == null
        ? -1
        : relevance.fields().indexOf(question.field().name());
  }

  /** Whether a question is answered by its places and by nothing else. */
  boolean decides(int question) {
    return rules && clause(question);
  }

  private boolean clause(int question) {
    return columns[question] >= 0
        && questions.get(question).field().type() == FieldType.BOOLEAN
        && relevance.clauses().know(columns[question]);
  }

  /**
   * A possible value.
   *
   * @param probability that it is right, by the words of its sentence
   * @param absence how probable it is against this place that there is no value
   * @param shown whether it is worth a look; else it only speaks for absence
   */
  record Place(CharSpan span, double probability, double absence, boolean shown) {
    Place(CharSpan span, double probability) {
      this(span, probability, 1 - probability, true);
    }

    /** The same where rules offer other values. */
    Place besideRules() {
      return new Place(span, Math.min(probability, BESIDE_RULES));
    }
  }

  /**
   * What is seen of a question's field.
   *
   * @param places the most probable first; where they decide, the first is as probable as that
   *     there is a value
   * @param offered of what rules offer how probably it is right; empty where that is not known
   */
  record Sight(List<Place> places, Map<CharSpan, Double> offered) {
    static final Sight NOTHING = new Sight(List.of(), Map.of());

    /** The places that are worth a look. */
    List<CharSpan> shown() {
      return places.stream().filter(Place::shown).map(Place::span).toList();
    }

    /** How probably a value is right, a part of which may be in another chunk. */
    Optional<Double> of(CharSpan value) {
      Double exact = offered.get(value);
      return exact != null
          ? Optional.of(exact)
          : offered.entrySet().stream()
              .filter(entry -> entry.getKey().contains(value))
              .map(Map.Entry::getValue)
              .findFirst();
    }
  }

  /**
   * What is seen of each question.
   *
   * @param found what rules find for each question
   */
  List<Sight> find(DocumentFindings document, List<Found> found) {
    if (relevance.fields().isEmpty()) {
      return Collections.nCopies(columns.length, Sight.NOTHING);
    }
    float[][] odds = odds(document);
    List<Sight> seen = new ArrayList<>();
    for (int q = 0; q < columns.length; q++) {
      seen.add(
          columns[q] < 0
              ? Sight.NOTHING
              : sight(q, document, exact(odds[columns[q]]), found.get(q)));
    }
    return seen;
  }

  private Sight sight(int q, DocumentFindings document, double[] odds, Found found) {
    return new Sight(
        clause(q)
            ? shown(q, document.sentences(), odds, found)
            : likely(questions.get(q), document, odds),
        rules && relevance.values().know(columns[q])
            ? offered(q, document.sentences(), odds, found)
            : Map.of());
  }

  /** How probably what rules offer is right, by its sentence and by the field's prior. */
  private Map<CharSpan, Double> offered(
      int q, List<CharSpan> sentences, double[] odds, Found found) {
    Double prior = questions.get(q).field().prior();
    Map<CharSpan, Double> offered = new LinkedHashMap<>();
    int i = 0;
    for (CharSpan value : found.offered().keySet()) {
      while (i + 1 < sentences.size() && sentences.get(i + 1).start() <= value.start()) {
        i++;
      }
      double bySentence = relevance.values().probability(columns[q], new ValueSign(odds[i]).all());
      offered.put(value, prior == null ? bySentence : PRIOR * prior + (1 - PRIOR) * bySentence);
    }
    return offered;
  }

  /** Log-odds (fields, sentences); single, for a document may have a million sentences. */
  private float[][] odds(DocumentFindings document) {
    SentenceFeatures features = new SentenceFeatures(document.text(), document.sentences());
    float[][] odds = new float[relevance.fields().size()][features.sentences()];
    for (int i = 0; i < features.sentences(); i++) {
      double[] all = relevance.odds(features, i);
      for (int field = 0; field < all.length; field++) {
        odds[field][i] = (float) all[field];
      }
    }
    return odds;
  }

  private static double[] exact(float[] odds) {
    return IntStream.range(0, odds.length).mapToDouble(i -> odds[i]).toArray();
  }

  private List<Place> likely(FieldQuestion question, DocumentFindings document, double[] odds) {
    double least = question.field().type() == FieldType.BOOLEAN ? worth.clause : worth.value;
    return IntStream.range(0, odds.length)
        .mapToObj(i -> new Place(document.sentences().get(i), Relevance.probability(odds[i])))
        .filter(place -> place.probability >= least)
        .sorted(Comparator.comparingDouble(place -> -place.probability))
        .limit(worth.most)
        .flatMap(place -> values(question, document, place).stream())
        .toList();
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

  /** The sentences that show a clause best; none is more probable than the clause itself. */
  private List<Place> shown(int q, List<CharSpan> sentences, double[] odds, Found found) {
    Set<CharSpan> offered = found.offered().keySet();
    int[] byRules =
        IntStream.range(0, odds.length).filter(i -> offered.contains(sentences.get(i))).toArray();
    Double prior = questions.get(q).field().prior();
    ClauseSigns signs = ClauseSigns.of(odds, byRules, prior == null ? 1 : prior);
    double there = relevance.clauses().probability(columns[q], signs.all());
    double[] shown = odds.clone();
    for (int i : byRules) {
      shown[i] += OFFERED;
    }
    List<Integer> best =
        IntStream.range(0, shown.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -shown[i]))
            .limit(worth.most)
            .toList();
    List<Place> places = new ArrayList<>();
    for (int i : best) {
      double share = Relevance.probability(shown[i]) / Relevance.probability(shown[best.get(0)]);
      double probability = there * share;
      boolean worthy = probability >= worth.clause;
      if (worthy || places.isEmpty()) {
        double absence = 1 - probability;
        boolean stated = places.isEmpty() && probability >= STATED;
        places.add(
            new Place(
                sentences.get(i),
                probability,
                stated ? Math.min(probability, absence) : absence,
                worthy));
      }
    }
    return places;
  }
}
