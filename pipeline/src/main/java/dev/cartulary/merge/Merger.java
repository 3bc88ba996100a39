package dev.cartulary.merge;

import static java.util.Objects.requireNonNull;

import dev.cartulary.calibration.Calibration;
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
import dev.cartulary.field.FieldType;
import dev.cartulary.field.FieldValue;
import dev.cartulary.field.Relations;
import dev.cartulary.normalize.Normalizer;
import dev.cartulary.outcome.Summary;
import dev.cartulary.prompt.KeySentences;
import dev.cartulary.prompt.Presence;
import dev.cartulary.prompt.RequestBuilder;
import dev.cartulary.prompt.SummarySections;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Merges the answers about chunks by one rule.
 *
 * <p>What several overlapping chunks say about the same words is averaged, see {@link Agreement}.
 * An answer stands when it is at least as probable as absence in its chunks; where none stands the
 * field is absent, which is as probable as it is in the chunk that speaks most against it; of a
 * document without text nothing is said. Of equal values, that is, of equal normalised form, the
 * most probable stands for all. A field with one value takes the most probable value. A list takes
 * every value, except words that are a part of the words of another value. Among equally probable
 * answers the one that begins first in the document wins.
 *
 * <p>In a field with a prior an answer is as probable as the prior, or what its sentence lets
 * expect, times what the model gave it among the candidates, and nothing is absent: rules decided
 * that there is a value. A list's values that rules alone decided are as probable as the prior; the
 * model's, in running text, are its own. A flag without a prior is as probable as absence is not,
 * whichever sentence shows it. What was guessed from the words of a sentence stands where it is as
 * probable as not.
 *
 * <p>Fields related to others (see {@link Relations}) are merged after them: a period becomes the
 * date on which it ends, with the words of the period as evidence, as probable as the less probable
 * of both; a value that contradicts another field is half as probable, so that another candidate
 * may win, and needs review when it wins.
 *
 * <p>Of a field with one value, and of an absent one, the best of the other answers are kept as
 * alternatives, those that the model nearly gave included. They share what the taken one's
 * probability leaves of 1.
 *
 * <p>A value is {@link FieldStatus#FOUND} when its probability reaches the threshold and it can be
 * read as its field's type, else {@link FieldStatus#NEEDS_REVIEW}. For a required field answers
 * stand even against absence, and are then in need of review.
 */
public final class Merger {
  private static final int MOST_ALTERNATIVES = 3;

  /** Rules say the same in every chunk. */
  private static final Agreement NO_OTHERS = new Agreement(List.of());

  private final DocumentType type;
  private final double threshold;
  private final Calibration calibration;
  private final Map<String, Double> priors;
  private final SummarySections beginnings;

  /**
   * @param threshold the least probability of a value that needs no review, in [0, 1]
   * @param calibration corrects every probability at the end, after values were chosen
   */
  public Merger(DocumentType type, double threshold, Calibration calibration) {
    this(type, threshold, calibration, Presence.RULES);
  }

  /**
   * @param threshold as above
   * @param calibration as above
   * @param presence who says whether there is a value, never {@link Presence#AUTO}
   */
  public Merger(DocumentType type, double threshold, Calibration calibration, Presence presence) {
    this(type, threshold, calibration, priors(type, presence));
  }

  private Merger(
      DocumentType type, double threshold, Calibration calibration, Map<String, Double> priors) {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("the threshold is " + threshold);
    }
    this.type = type;
    this.threshold = threshold;
    this.calibration = calibration;
    this.priors = priors;
    this.beginnings = new SummarySections(type.summarySections());
  }

  /**
   * A merger for answers of two models.
   *
   * @param fields that the other model was asked about
   * @param other what its probabilities are worth
   * @param presence who says for these fields whether there is a value
   */
  public Merger with(Set<String> fields, Calibration other, Presence presence) {
    Map<String, Double> both = new HashMap<>(priors);
    both.keySet().removeAll(fields);
    priors(type, presence)
        .forEach(
            (name, prior) -> {
              if (fields.contains(name)) {
                both.put(name, prior);
              }
            });
    return new Merger(type, threshold, calibration.with(type.name(), fields, other), both);
  }

  /** The priors by which rules decide; none for the fields that the model decides. */
  private static Map<String, Double> priors(DocumentType type, Presence presence) {
    Map<String, Double> priors = new HashMap<>();
    for (FieldDefinition field : type.fields()) {
      Double prior = presence.prior(field);
      if (prior != null && !field.many()) {
        priors.put(field.name(), prior);
      }
    }
    return Map.copyOf(priors);
  }

  /** The document's fields and summary; {@code completions} in any order. */
  public Extraction merge(ExtractedText text, List<ChunkCompletion> completions) {
    List<ChunkCompletion> ordered = new ArrayList<>(completions);
    ordered.sort(Comparator.comparingInt(c -> c.chunk().index()));
    Map<String, FieldDefinition> definitions = new HashMap<>();
    type.fields().forEach(field -> definitions.put(field.name(), field));
    Agreement agreement = new Agreement(ordered);
    Map<String, List<Candidate>> candidates = new HashMap<>();
    Map<String, List<Candidate>> nearly = new HashMap<>();
    Map<String, Double> absences = new HashMap<>();
    KeySentenceSummary sentences =
        new KeySentenceSummary(
            text.text(), KeySentences.of(text.text(), Sentences.of(text.text())));
    List<String> free = new ArrayList<>();
    for (ChunkCompletion completion : ordered) {
      for (BranchAnswer branch : completion.decided()) {
        FieldDefinition field = requireNonNull(definitions.get(branch.name()), branch.name());
        add(candidates, field, branch, 1, completion, NO_OTHERS);
        absences.merge(field.name(), branch.absentProbability(), Math::min);
      }
      for (BranchAnswer branch : completion.completion().answers()) {
        FieldDefinition field = definitions.get(branch.name());
        if (field != null) {
          double prior = priors.getOrDefault(field.name(), 1.0);
          BranchAnswer said = isJudgedFlag(field) ? evenDivided(branch) : branch;
          add(candidates, field, said, prior, completion, agreement);
          addRunnerUp(nearly, field, branch, prior, completion);
          absences.merge(field.name(), branch.absentProbability(), Math::min);
        } else if (branch.name().equals(RequestBuilder.SUMMARY)) {
          branch.answers().forEach(a -> summarise(a, completion.chunk(), sentences, free));
        } else {
          throw new IllegalArgumentException(
              "the document type " + type.name() + " has no field " + branch.name());
        }
      }
    }
    Map<String, List<Candidate>> chosen = chosen(candidates);
    List<Field> fields = new ArrayList<>();
    for (FieldDefinition field : type.fields()) {
      List<Candidate> values = chosen.getOrDefault(field.name(), List.of());
      Alternatives others =
          new Alternatives(
              Stream.of(candidates, nearly)
                  .flatMap(each -> each.getOrDefault(field.name(), List.of()).stream())
                  .toList(),
              MOST_ALTERNATIVES);
      for (Candidate value : values) {
        Field taken = field(field, value, text);
        fields.add(
            field.many()
                ? taken
                : taken.with(others.to(value, value.probability(), taken.probability())));
      }
      if (values.isEmpty() && !text.text().isBlank()) {
        double stated = absences.getOrDefault(field.name(), 1.0);
        double probability = calibration.absence(type.name(), field.name(), stated);
        fields.add(
            Field.absent(field.name(), probability).with(others.to(null, stated, probability)));
      }
    }
    if (!free.isEmpty()) {
      return new Extraction(
          fields, new Summary(Summary.Kind.FREE_TEXT, String.join("\n", free), List.of()));
    }
    int most = type.summarySentences();
    Summary summary = sentences.of(most, beginnings.find(text.text()));
    return new Extraction(
        fields, summary == null ? sentences.best(most, fields, definitions) : summary);
  }

  /** The values of each field, those first on which others depend. */
  private Map<String, List<Candidate>> chosen(Map<String, List<Candidate>> candidates) {
    Map<String, List<Candidate>> chosen = new HashMap<>();
    List<FieldDefinition> waiting = new ArrayList<>(type.fields());
    while (!waiting.isEmpty()) {
      FieldDefinition next =
          waiting.stream()
              .filter(field -> related(field).noneMatch(name -> waits(name, waiting)))
              .findFirst()
              .orElse(waiting.get(0));
      waiting.remove(next);
      List<Candidate> own = candidates.getOrDefault(next.name(), List.of());
      chosen.put(next.name(), values(next, Relating.relate(next, own, chosen)));
    }
    return chosen;
  }

  private static Stream<String> related(FieldDefinition field) {
    Relations relations = field.relations();
    return Stream.of(relations.countedFrom(), relations.notBefore(), relations.yearsBetween())
        .flatMap(List::stream);
  }

  private static boolean waits(String name, List<FieldDefinition> waiting) {
    return waiting.stream().anyMatch(field -> field.name().equals(name));
  }

  private void add(
      Map<String, List<Candidate>> candidates,
      FieldDefinition field,
      BranchAnswer branch,
      double prior,
      ChunkCompletion completion,
      Agreement agreement) {
    Chunk chunk = completion.chunk();
    List<Candidate> found = candidates.computeIfAbsent(field.name(), n -> new ArrayList<>());
    for (Answer answer : branch.answers()) {
      CharSpan span = answer.span();
      Agreement.Opinion opinion = agreement.of(chunk, branch, answer);
      double probability = isJudgedFlag(field) ? 1 - opinion.absence() : opinion.answer();
      found.add(
          new Candidate(
              answer.text(),
              span == null ? null : span.shift(chunk.span().start()),
              Normalizer.normalize(field, answer.text()),
              completion.expected(field.name(), span, prior) * probability,
              probability >= opinion.absence(),
              false,
              List.of()));
    }
  }

  /** A flag of which a model says whether it is there; the sentence shown is not its value. */
  private boolean isJudgedFlag(FieldDefinition field) {
    return field.type() == FieldType.BOOLEAN && !priors.containsKey(field.name());
  }

  /** A flag is there, too, where no sentence is as probable as absence but all together are. */
  private static BranchAnswer evenDivided(BranchAnswer branch) {
    Answer best = branch.runnerUp();
    return branch.answers().isEmpty() && best != null && branch.absentProbability() < 0.5
        ? new BranchAnswer(branch.name(), List.of(best), branch.absentProbability())
        : branch;
  }

  private static void addRunnerUp(
      Map<String, List<Candidate>> nearly,
      FieldDefinition field,
      BranchAnswer branch,
      double prior,
      ChunkCompletion completion) {
    Answer answer = branch.runnerUp();
    if (answer != null) {
      CharSpan span = answer.span();
      nearly
          .computeIfAbsent(field.name(), n -> new ArrayList<>())
          .add(
              new Candidate(
                  answer.text(),
                  span == null ? null : span.shift(completion.chunk().span().start()),
                  Normalizer.normalize(field, answer.text()),
                  completion.expected(field.name(), span, prior) * answer.probability(),
                  false,
                  false,
                  List.of()));
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
    sorted.removeIf(c -> (!c.stands() && !field.required()) || c.text().isBlank());
    sorted.sort(Candidate.BEST_FIRST);
    if (!field.many()) {
      return sorted.isEmpty() ? List.of() : List.of(sorted.get(0));
    }
    Map<String, Candidate> distinct = new LinkedHashMap<>();
    sorted.forEach(c -> distinct.putIfAbsent(words(c.value()), c));
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
    CharSpan span = candidate.span();
    double probability = calibration.value(type.name(), definition.name(), candidate.probability());
    boolean found =
        candidate.stands()
            && !candidate.doubtful()
            && probability >= threshold
            && Normalizer.readable(definition, candidate.value());
    return new Field(
        definition.name(),
        candidate.text(),
        candidate.value(),
        span,
        span == null ? 0 : text.pageAt(span.start()),
        probability,
        span == null
            ? FieldStatus.UNGROUNDED
            : found ? FieldStatus.FOUND : FieldStatus.NEEDS_REVIEW,
        span == null ? List.of() : text.boxes(span),
        candidate.basis());
  }
}
