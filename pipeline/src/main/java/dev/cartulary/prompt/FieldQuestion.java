package dev.cartulary.prompt;

import dev.cartulary.deadline.WatchedText;
import dev.cartulary.document.CharSpan;
import dev.cartulary.field.Candidates;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldType;
import dev.cartulary.normalize.Organisations;
import dev.cartulary.normalize.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
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
  private final Answers answers;
  private final Contexts contexts;
  private final List<Pattern> patterns;
  private final @Nullable Pattern until;
  private final @Nullable Pattern except;
  private final @Nullable LabelledLines lines;
  private final @Nullable Sections sections;
  private final RunningNames names;

  FieldQuestion(FieldDefinition field, Presence presence, Set<String> allLabels) {
    this.field = field;
    this.prior = presence.prior(field);
    this.answers =
        new Answers(
            field, prior == null, presence == Presence.MODEL && field.type() == FieldType.BOOLEAN);
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
    this.names = new RunningNames(field);
  }

  FieldDefinition field() {
    return field;
  }

  /** The prior by which rules decide the field; null where the model does. */
  @Nullable Double prior() {
    return prior;
  }

  /** What a branch about the field may say. */
  Answers answers() {
    return answers;
  }

  private boolean uses(Candidates source) {
    return field.candidates().contains(source);
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
      if (Stream.of(found.decided(), found.offered().keySet())
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
    NavigableMap<CharSpan, Integer> cued = cued(document.sentences(), cues, limit);
    if (answers.verbatim() || field.type() == FieldType.BOOLEAN || uses(Candidates.SENTENCES)) {
      cued.forEach(
          (sentence, cue) -> {
            if (field.prior() == null || !heading(sentence.of(text))) {
              found.add(sentence, firstCue + cue);
            }
          });
    }
    Set<CharSpan> labelled = new TreeSet<>(ORDER);
    List<CharSpan> listed = List.of();
    if (field.type() != FieldType.BOOLEAN && !answers.verbatim()) {
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
        lines.find(part).forEach(value -> labelled.addAll(LabelledValue.typed(field, part, value)));
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

  /**
   * What may be the value by trained weights, and how probable each is.
   *
   * @param cues as above
   * @param found what rules find
   */
  NavigableMap<CharSpan, Double> names(DocumentFindings document, int[] cues, Found found) {
    return names.find(
        document,
        cued(document.sentences(), cues, limit()),
        found,
        span -> !none(span, document.text(), limit()));
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
  private NavigableMap<CharSpan, Integer> cued(List<CharSpan> sentences, int[] cues, int limit) {
    NavigableMap<CharSpan, Integer> cued = new TreeMap<>(ORDER);
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

  private static SortedMap<CharSpan, Integer> alike(Collection<CharSpan> spans) {
    Ranked alike = new Ranked();
    spans.forEach(span -> alike.add(span, 0));
    return alike.spans;
  }
}
