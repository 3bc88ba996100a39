package dev.cartulary.prompt;

import dev.cartulary.chunk.Chunk;
import dev.cartulary.completion.Branch;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.completion.Constraint;
import dev.cartulary.completion.PrefixRequest;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.relevance.Relevance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Turns the chunks of a document into requests. Safe for use by several threads.
 *
 * <p>A field is asked in the chunks that hold one of its candidates; a verbatim field, in those
 * that hold a sentence with one of its cues. The answer is chosen among the candidates of the
 * chunk. A candidate that no chunk holds whole is cut at the chunks' ends.
 *
 * <p>In a field with a prior (see {@link FieldDefinition}) the rules say whether there is a value:
 * the answer must be one of the candidates, asked once, where the first of them stands, because the
 * model's choices in different chunks cannot be compared; and the items of a list that follow a
 * label or stand in a section are its values without a question.
 *
 * <p>Where trained weights know the type (see {@link dev.cartulary.relevance.Relevance}), the
 * sentences that they hold for the best give further answers without a question: a guess, which
 * stands against absence by its probability, and beside what rules offer is an alternative; what
 * rules offer is as probable as its sentence lets expect (see {@link Expected}). A clause is
 * decided by them altogether: what rules offer is one sign among others of how probably it is
 * there, and no question is asked.
 *
 * <p>Where the model says whether there is a value (see {@link Presence}), a field with one value
 * is asked as if it had no prior: in every chunk that holds a candidate or a guess, and any of them
 * may be none.
 *
 * <p>A chunk that the model need not read for a field is not read for the summary alone, unless it
 * is one of the first, or the document is short: a contract of sixty pages then costs some ten
 * prefills, and its key sentences are chosen by the evidence in them as ever.
 */
public final class RequestBuilder {
  /** Changes whenever the same document and type can lead to another request. */
  private static final String VERSION = "10";

  /** The branch of the summary; no field can have this name. */
  public static final String SUMMARY = "#summary";

  /** In longer documents the summary is asked for in chosen chunks only. */
  private static final int SHORT_DOCUMENT = 8;

  /** What a document is about stands in so many chunks at its start. */
  private static final int LEAD = 2;

  private static final int MOST_CHOICES = 24;
  private static final int TOKENS_A_SENTENCE = 48;

  private final DocumentType type;
  private final boolean instruct;
  private final List<FieldQuestion> questions;
  private final CueIndex cues;
  private final RelevantPlaces relevant;

  /** {@link #VERSION} and the words in which models that follow instructions are asked. */
  public static String version() {
    return VERSION + " " + InstructWords.FINGERPRINT;
  }

  /**
   * @param instruct whether the model follows instructions: it is then asked in the words of the
   *     fields' descriptions, and for a summary of its own words
   */
  public RequestBuilder(DocumentType type, boolean instruct) {
    this(type, instruct, Presence.RULES);
  }

  /**
   * @param instruct as above
   * @param presence who says whether there is a value
   */
  public RequestBuilder(DocumentType type, boolean instruct, Presence presence) {
    Presence who = presence.of(instruct);
    this.type = type;
    this.instruct = instruct;
    Set<String> labels = new HashSet<>();
    type.fields().forEach(field -> labels.addAll(field.labels()));
    this.questions = type.fields().stream().map(f -> new FieldQuestion(f, who, labels)).toList();
    this.cues = new CueIndex(type.fields().stream().map(FieldDefinition::cues).toList());
    String weights = type.relevance();
    this.relevant =
        new RelevantPlaces(
            weights == null
                ? Relevance.NONE
                : Relevance.builtIn(weights)
                    .orElseThrow(
                        () -> new IllegalArgumentException("no relevance is named " + weights)),
            questions,
            who);
  }

  /**
   * The requests, in the order of the chunks; none for a chunk about which there is nothing to ask.
   *
   * @param chunks all chunks of {@code document}, in order
   */
  public List<ChunkRequest> requests(ExtractedText document, List<Chunk> chunks) {
    String text = document.text();
    DocumentFindings findings = new DocumentFindings(text);
    List<List<Branch>> branches = new ArrayList<>();
    DecidedAnswers decided = new DecidedAnswers(text, chunks);
    chunks.forEach(chunk -> branches.add(new ArrayList<>()));
    List<List<Expected>> expected = new ArrayList<>();
    chunks.forEach(chunk -> expected.add(new ArrayList<>()));
    List<int[]> withCues = cues.find(text, findings.sentences());
    List<Found> all = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      all.add(questions.get(i).find(findings, withCues.get(i)));
    }
    List<RelevantPlaces.Sight> seen = relevant.find(findings, all);
    for (int i = 0; i < questions.size(); i++) {
      FieldQuestion question = questions.get(i);
      List<CharSpan> others = new ArrayList<>();
      for (int j = 0; j < all.size(); j++) {
        others.addAll(i == j ? List.of() : all.get(j).listed());
      }
      Found found = all.get(i).without(others);
      FieldDefinition field = question.field();
      Double prior = question.prior();
      boolean judged = prior == null;
      double sure = prior == null ? 1 : prior;
      RelevantPlaces.Sight sight = seen.get(i);
      NavigableMap<CharSpan, Double> names = question.names(findings, withCues.get(i), found);
      decided.add(
          field, found.decided().stream().filter(s -> !names.containsKey(s)).toList(), sure);
      names.keySet().removeIf(span -> others.stream().anyMatch(span::overlaps));
      boolean listed = !judged && field.many();
      if (listed) {
        decided.add(field, names, sure);
      }
      SortedMap<CharSpan, Integer> offered = new TreeMap<>(found.offered());
      addBehind(offered, listed ? Set.of() : names.keySet());
      addBehind(offered, judged ? sight.shown() : Set.of());
      Placement placed = new Placement(List.copyOf(offered.keySet()), chunks);
      List<CharSpan> asked = new ArrayList<>();
      for (Chunk chunk : chunks) {
        List<CharSpan> held = placed.in(chunk);
        boolean once = !judged && !field.many();
        if (!held.isEmpty() && (!once || asked.isEmpty()) && !relevant.decides(i)) {
          asked.addAll(held);
          Constraint constraint =
              question
                  .answers()
                  .constraint(
                      findings,
                      chunk.span(),
                      held,
                      MOST_CHOICES,
                      span -> offered.getOrDefault(span, Integer.MAX_VALUE));
          branches.get(chunk.index()).add(new Branch(field.name(), words(field), constraint));
          for (CharSpan value : held) {
            CharSpan here = value.shift(-chunk.span().start());
            sight
                .of(value)
                .ifPresent(
                    p -> expected.get(chunk.index()).add(new Expected(field.name(), here, p)));
          }
        }
      }
      for (RelevantPlaces.Place place : sight.places()) {
        if (!judged && asked.stream().noneMatch(place.span()::overlaps)) {
          decided.add(field, asked.isEmpty() ? place : place.besideRules());
        }
      }
    }
    Placement sentences = new Placement(KeySentences.of(text, findings.sentences()), chunks);
    List<ChunkRequest> requests = new ArrayList<>();
    for (Chunk chunk : chunks) {
      List<Branch> asked = branches.get(chunk.index());
      List<CharSpan> held = sentences.in(chunk);
      if (!held.isEmpty() && summarised(chunk, asked, chunks.size())) {
        asked.add(summary(text, chunk, held, chunks.size()));
      }
      List<BranchAnswer> ruled = decided.in(chunk);
      if (!asked.isEmpty() || !ruled.isEmpty()) {
        requests.add(
            new ChunkRequest(
                chunk,
                new PrefixRequest(chunk.of(text), asked),
                ruled,
                expected.get(chunk.index())));
      }
    }
    return requests;
  }

  /**
   * Where the values of each field may stand by its rules: what they decide first, then what they
   * offer. Where every sentence may be, no sentence is named.
   */
  public Map<String, List<CharSpan>> places(ExtractedText document) {
    DocumentFindings findings = new DocumentFindings(document.text());
    List<int[]> withCues = cues.find(document.text(), findings.sentences());
    Set<CharSpan> sentences = new HashSet<>(findings.sentences());
    Map<String, List<CharSpan>> places = new HashMap<>();
    for (int i = 0; i < questions.size(); i++) {
      Found found = questions.get(i).find(findings, withCues.get(i));
      List<CharSpan> all = new ArrayList<>(found.decided());
      all.addAll(found.offered().keySet());
      if (questions.get(i).field().cues().isEmpty()) {
        all.removeIf(sentences::contains);
      }
      places.put(questions.get(i).field().name(), all);
    }
    return places;
  }

  /** The words in which a model that follows instructions is asked for a field. */
  public static String instruction(FieldDefinition field) {
    return InstructWords.question(field);
  }

  /**
   * Whether a chunk is asked for its part of a summary: in a long document only at its start, and
   * where the model reads the chunk anyway because a question leaves it a choice.
   */
  private boolean summarised(Chunk chunk, List<Branch> asked, int chunks) {
    return chunks <= SHORT_DOCUMENT
        || chunk.index() < LEAD
        || (!instruct && asked.stream().anyMatch(RequestBuilder::open));
  }

  /** Whether the model has to read the chunk; without a choice to make it is not asked. */
  public static boolean leavesChoice(ChunkRequest request) {
    return request.request().branches().stream().anyMatch(RequestBuilder::open);
  }

  private static boolean open(Branch branch) {
    return !(branch.constraint() instanceof Constraint.OneOf one)
        || one.absence()
        || one.choices().size() > 1;
  }

  /** Offers more, which are worse than all before them. */
  private static void addBehind(SortedMap<CharSpan, Integer> offered, Collection<CharSpan> more) {
    int rank = offered.values().stream().max(Comparator.naturalOrder()).orElse(0);
    for (CharSpan span : more) {
      offered.putIfAbsent(span, ++rank);
    }
  }

  private Branch summary(String text, Chunk chunk, List<CharSpan> sentences, int chunks) {
    if (instruct) {
      return new Branch(
          SUMMARY,
          InstructWords.summary(type),
          new Constraint.Free(type.summarySentences() * TOKENS_A_SENTENCE));
    }
    // With fewer chunks than sentences wanted, one sentence a chunk would not do.
    boolean many = chunks < 2 * type.summarySentences();
    return new Branch(
        SUMMARY,
        type.summaryQuestion(),
        new Constraint.OneOf(
            Answers.choices(text, chunk.span(), sentences, MOST_CHOICES, UnaryOperator.identity()),
            many));
  }

  private String words(FieldDefinition field) {
    return words(field, instruct);
  }

  /** The words in which a model is asked for a field. */
  public static String words(FieldDefinition field, boolean instruct) {
    return instruct ? InstructWords.question(field) : field.question();
  }
}
