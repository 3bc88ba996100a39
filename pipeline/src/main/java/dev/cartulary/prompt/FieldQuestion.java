package dev.cartulary.prompt;

import dev.cartulary.completion.Choice;
import dev.cartulary.completion.Constraint;
import dev.cartulary.deadline.WatchedText;
import dev.cartulary.document.CharSpan;
import dev.cartulary.field.Candidates;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldType;
import dev.cartulary.normalize.Normalizer;
import dev.cartulary.normalize.Organisations;
import dev.cartulary.normalize.Recogniser;
import dev.cartulary.normalize.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One field of a document type, with its rules compiled. */
final class FieldQuestion {
  static final Comparator<CharSpan> ORDER =
      Comparator.comparingInt(CharSpan::start).thenComparingInt(CharSpan::end);

  /** A sentence of at most so many characters with a cue is a heading, and lends it to the next. */
  private static final int HEADING = 60;

  /** A short sentence with a full stop and so many words is no heading. */
  private static final int LEAST_WORDS = 6;

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\d.]+");
  private static final int LONGEST_NAME = 60;
  private static final Pattern CLINICIAN =
      Pattern.compile(
          "^(?:Dr|Doctor|Prof|Nurse)\\b|,? (?:M\\.?D|D\\.?O|N\\.?P|R\\.?N|P\\.?A|FNP|APRN)\\b");
  private static final Pattern DAYS =
      Pattern.compile("\\b(?:day|week)s?\\b", Pattern.CASE_INSENSITIVE);
  private static final int BEYOND = 500;
  private static final int SEVERAL = 2;

  /** What follows a label or stands in a section is better than what anything else finds. */
  private static final int LABELLED = -1;

  private final FieldDefinition field;
  private final @Nullable Double prior;
  private final boolean anySentence;
  private final Contexts contexts;
  private final List<Pattern> patterns;
  private final @Nullable Pattern until;
  private final @Nullable Pattern except;
  private final @Nullable LabelledLines lines;
  private final @Nullable Sections sections;

  FieldQuestion(FieldDefinition field, Presence presence, Set<String> allLabels) {
    this.field = field;
    this.prior = presence.prior(field);
    this.anySentence = presence == Presence.MODEL && field.type() == FieldType.BOOLEAN;
    this.contexts = new Contexts(field.contexts());
    this.patterns =
        field.patterns().stream().map(p -> Pattern.compile(p, Pattern.MULTILINE)).toList();
    this.until = field.until().isEmpty() ? null : Pattern.compile(field.until(), Pattern.MULTILINE);
    this.except = field.except().isEmpty() ? null : Pattern.compile(field.except());
    boolean labels = !field.labels().isEmpty();
    this.lines =
        labels && uses(Candidates.LABELLED) ? new LabelledLines(field.labels(), allLabels) : null;
    this.sections =
        labels && uses(Candidates.SECTION_ITEMS) ? new Sections(field.labels(), allLabels) : null;
  }

  FieldDefinition field() {
    return field;
  }

  /** The prior by which rules decide the field; null where the model does. */
  @Nullable Double prior() {
    return prior;
  }

  private boolean uses(Candidates source) {
    return field.candidates().contains(source);
  }

  /** Whether any words of a chunk may be the value, so that candidates are not listed. */
  private boolean verbatim() {
    return field.type() != FieldType.BOOLEAN && uses(Candidates.VERBATIM);
  }

  /**
   * What is found for a field, in the order of the text without repetition.
   *
   * @param decided values by the word of the rules alone: what follows a label, stands in a
   *     section, or is found by a pattern, for a list with a prior
   * @param offered everything else that may be a value, the better the less its number; for a
   *     verbatim field, the sentences with its cues
   * @param listed what stands in the field's sections, which is of no other field
   */
  record Found(
      List<CharSpan> decided, SortedMap<CharSpan, Integer> offered, List<CharSpan> listed) {
    Found {
      decided = List.copyOf(decided);
      offered = Collections.unmodifiableSortedMap(offered);
      listed = List.copyOf(listed);
    }

    private Found before(int end) {
      return new Found(
          decided.stream().filter(span -> span.start() < end).toList(),
          offered.headMap(new CharSpan(end, end)),
          listed.stream().filter(span -> span.start() < end).toList());
    }

    /** Without what patterns and cues found in sections of other fields. */
    Found without(List<CharSpan> others) {
      return new Found(
          decided.stream()
              .filter(span -> listed.contains(span) || others.stream().noneMatch(span::overlaps))
              .toList(),
          offered,
          listed);
    }
  }

  /**
   * What rules find for the field in the document.
   *
   * <p>In a field with a prior and one value, what follows a label or stands in a section displaces
   * what its patterns find, these what stands beside its cues, and each pattern or cue what later
   * ones find, so that they are written with the best first; a heading is no sentence. In a list
   * with a prior, labels, sections and patterns decide, and what stands beside cues is offered.
   *
   * @param cues for each of the document's sentences, the index of the first of the field's cues
   *     there, or {@link CueIndex#NONE}
   */
  Found find(DocumentFindings document, int[] cues) {
    Found found = find(document, cues, limit());
    if (until == null) {
      return found;
    }
    Matcher bound = until.matcher(new WatchedText(document.text()));
    while (bound.find() && bound.start() < limit()) {
      int end = bound.start();
      if (Stream.of(found.decided, found.offered.keySet())
              .flatMap(Collection::stream)
              .filter(span -> span.start() < end)
              .count()
          >= SEVERAL) {
        return found.before(end);
      }
    }
    return found;
  }

  private int limit() {
    return field.withinFirst() > 0 ? field.withinFirst() : Integer.MAX_VALUE;
  }

  private Found find(DocumentFindings document, int[] cues, int most) {
    String text = document.text();
    int limit = Math.min(most, text.length());
    Ranked found = new Ranked();
    int firstCue = contexts.size() + patterns.size();
    SortedMap<CharSpan, Integer> cued = cued(document.sentences(), cues, limit);
    if (verbatim() || field.type() == FieldType.BOOLEAN || uses(Candidates.SENTENCES)) {
      cued.forEach(
          (sentence, cue) -> {
            if (field.prior() == null || !heading(sentence.of(text))) {
              found.add(sentence, firstCue + cue);
            }
          });
    }
    Set<CharSpan> labelled = new TreeSet<>(ORDER);
    List<CharSpan> listed = List.of();
    if (field.type() != FieldType.BOOLEAN && !verbatim()) {
      for (Candidates source : field.candidates()) {
        boolean contextual = contexts.name(source);
        cued.forEach(
            (sentence, cue) -> {
              for (CharSpan span : found(document, source, sentence)) {
                int context = contexts.rank(text, sentence, source, span);
                if (context < CueIndex.NONE || !contextual) {
                  found.add(span, Math.min(context, firstCue + cue));
                }
              }
            });
      }
      String part = part(text, limit);
      if (lines != null) {
        lines.find(part).forEach(value -> labelled.addAll(typed(part, value)));
      }
      if (sections != null) {
        listed = sections.items(part);
        labelled.addAll(listed);
      }
      for (int rank = 0; uses(Candidates.PATTERN) && rank < patterns.size(); rank++) {
        for (Matcher m = patterns.get(rank).matcher(new WatchedText(part)); m.find(); ) {
          int group = m.groupCount() > 0 && m.start(1) >= 0 ? 1 : 0;
          found.add(
              Words.trim(part, new CharSpan(m.start(group), m.end(group))), contexts.size() + rank);
        }
      }
    }
    found.spans.keySet().removeIf(span -> none(span, text, limit));
    labelled.removeIf(span -> none(span, text, limit));
    if (prior == null) {
      labelled.forEach(span -> found.add(span, LABELLED));
      return new Found(List.of(), found.spans, listed);
    }
    if (!field.many()) {
      int rank = found.least();
      List<CharSpan> best = contexts.last(rank) ? found.lastDay(rank, field, text) : found.at(rank);
      return new Found(List.of(), alike(labelled.isEmpty() ? best : labelled), listed);
    }
    List<CharSpan> decided = new ArrayList<>(labelled);
    // Of two that overlap the longer holds the whole name.
    found.spans.keySet().stream()
        .filter(span -> found.spans.getOrDefault(span, CueIndex.NONE) < firstCue)
        .sorted(Comparator.comparingInt(CharSpan::length).reversed().thenComparing(ORDER))
        .filter(span -> decided.stream().noneMatch(span::overlaps))
        .forEach(decided::add);
    decided.sort(ORDER);
    found.spans.keySet().removeIf(span -> decided.stream().anyMatch(span::overlaps));
    return new Found(decided, alike(found.spans.keySet()), listed);
  }

  /** What may be the value in a sentence without regard to cues: the sentence, or what it names. */
  List<CharSpan> values(DocumentFindings document, CharSpan sentence) {
    Stream<CharSpan> spans =
        field.type() == FieldType.BOOLEAN
            ? Stream.of(sentence)
            : field.candidates().stream()
                .flatMap(source -> found(document, source, sentence).stream());
    return spans.filter(span -> !none(span, document.text(), limit())).distinct().toList();
  }

  private boolean none(CharSpan span, String text, int limit) {
    return span.isEmpty()
        || span.start() >= limit
        || (except != null && except.matcher(span.of(text)).matches())
        || (uses(Candidates.ORGANISATIONS)
            && Organisations.place(span.of(text).replace('\n', ' ')));
  }

  /**
   * What a source finds in a sentence; where a patient is sought, no clinician, and where a date is
   * counted, no periods of days: those are for notices and payments.
   */
  private List<CharSpan> found(DocumentFindings document, Candidates source, CharSpan sentence) {
    List<CharSpan> spans = document.findings(source, sentence);
    if (field.type() == FieldType.DATE && source == Candidates.DURATIONS) {
      return spans.stream().filter(span -> !DAYS.matcher(span.of(document.text())).find()).toList();
    }
    if (!field.phi() || source != Candidates.PERSONS) {
      return spans;
    }
    return spans.stream()
        .filter(span -> !CLINICIAN.matcher(span.of(document.text())).find())
        .toList();
  }

  /** The text to a line end after {@code limit}, or a little beyond where lines are endless. */
  private static String part(String text, int limit) {
    int line = text.indexOf('\n', Math.min(limit, text.length()));
    int end = Math.min(line < 0 ? text.length() : line, limit + BEYOND);
    return text.substring(0, Math.min(end, text.length()));
  }

  /**
   * The sentences with a cue and those after a heading with one, or all where the field has no
   * cues, that start before {@code limit}; each with the index of its cue.
   */
  private SortedMap<CharSpan, Integer> cued(List<CharSpan> sentences, int[] cues, int limit) {
    SortedMap<CharSpan, Integer> cued = new TreeMap<>(ORDER);
    for (int i = 0; i < sentences.size() && sentences.get(i).start() < limit; i++) {
      boolean heading = i > 0 && sentences.get(i - 1).length() <= HEADING;
      int cue = Math.min(cues[i], heading ? cues[i - 1] : CueIndex.NONE);
      if (field.cues().isEmpty() || cue < CueIndex.NONE) {
        cued.put(sentences.get(i), field.cues().isEmpty() ? 0 : cue);
      }
    }
    return cued;
  }

  private static boolean heading(String sentence) {
    boolean words = sentence.endsWith(".") && BLANKS.split(sentence).length >= LEAST_WORDS;
    return sentence.length() <= HEADING && !words;
  }

  /**
   * What can be read as the field's type in a labelled value: the dates, amounts, or a name of the
   * kind that the field takes; a word of it for numbers and enums; the value itself where nothing
   * is known of it.
   */
  private List<CharSpan> typed(String text, CharSpan value) {
    String written = value.of(text);
    if (field.type() == FieldType.NUMBER || field.type() == FieldType.ENUM) {
      for (Matcher m = WORD.matcher(written); m.find(); ) {
        if (Normalizer.readable(field, Normalizer.normalize(field, m.group()))) {
          return List.of(new CharSpan(m.start(), m.end()).shift(value.start()));
        }
      }
      return List.of();
    }
    if (Headings.is(written) && !written.equals(written.toUpperCase(Locale.ROOT))) {
      return List.of();
    }
    for (Candidates source : field.candidates()) {
      Optional<Recogniser> rule = Normalizer.recogniser(source);
      if (rule.isPresent()) {
        List<CharSpan> found =
            rule.get().find(written).stream()
                .map(finding -> finding.span().shift(value.start()))
                .toList();
        boolean name = source == Candidates.PERSONS || source == Candidates.ORGANISATIONS;
        boolean plain =
            Character.isUpperCase(written.charAt(0)) && written.length() <= LONGEST_NAME;
        if (!name || !found.isEmpty() || !plain) {
          return name && found.size() > 1 ? found.subList(0, 1) : found;
        }
      }
    }
    return List.of(value);
  }

  private static SortedMap<CharSpan, Integer> alike(Collection<CharSpan> spans) {
    Ranked alike = new Ranked();
    spans.forEach(span -> alike.add(span, 0));
    return alike.spans;
  }

  /**
   * What the branch may say in a chunk that holds {@code candidates}, which are not empty: of those
   * that mean the same the best, and of too many the best ones. Of a clause that a model judges,
   * any sentence of the chunk, for a capable one reads more than the rules do.
   *
   * @param rank of a candidate, the better the less
   */
  Constraint constraint(
      DocumentFindings document,
      CharSpan chunk,
      List<CharSpan> candidates,
      int mostChoices,
      ToIntFunction<CharSpan> rank) {
    if (verbatim()) {
      return new Constraint.Verbatim(field.maxTokens(), field.many());
    }
    boolean absence = prior == null || field.many();
    List<Choice> choices;
    if (anySentence) {
      List<CharSpan> all = document.sentences().stream().filter(chunk::contains).toList();
      choices =
          choices(document.text(), chunk, all.isEmpty() ? candidates : all, all.size() + 1, s -> s);
    } else {
      List<CharSpan> bestFirst = new ArrayList<>(candidates);
      bestFirst.sort(Comparator.comparingInt(rank).thenComparing(ORDER));
      choices = choices(document.text(), chunk, bestFirst, mostChoices, this::meaning);
    }
    return new Constraint.OneOf(choices, field.many(), absence);
  }

  /**
   * What a value means, so that one date in two spellings is one choice, and so are words with and
   * without a full stop; a sentence means itself.
   */
  String meaning(String value) {
    if (field.type() == FieldType.BOOLEAN) {
      return value;
    }
    String meaning = Normalizer.normalize(field, value).canonical();
    return meaning.endsWith(".") ? meaning.substring(0, meaning.length() - 1) : meaning;
  }

  /**
   * Choices of distinct meaning, the first of each, with spans in the chunk, in the order of the
   * text.
   *
   * @param candidates the best first
   * @param meaning equal for candidates that say the same
   */
  static List<Choice> choices(
      String text,
      CharSpan chunk,
      List<CharSpan> candidates,
      int mostChoices,
      UnaryOperator<String> meaning) {
    List<CharSpan> distinct = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (CharSpan candidate : candidates) {
      if (distinct.size() < mostChoices && seen.add(meaning.apply(candidate.of(text)))) {
        distinct.add(candidate);
      }
    }
    return distinct.stream()
        .sorted(ORDER)
        .map(span -> new Choice(span.of(text), span.shift(-chunk.start())))
        .toList();
  }
}
