package dev.cartulary.prompt;

import dev.cartulary.completion.Choice;
import dev.cartulary.completion.Constraint;
import dev.cartulary.document.CharSpan;
import dev.cartulary.field.Candidates;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldType;
import dev.cartulary.normalize.Normalizer;
import dev.cartulary.normalize.Recogniser;
import dev.cartulary.normalize.Words;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One field of a document type, with its rules compiled. */
final class FieldQuestion {
  private static final Comparator<CharSpan> ORDER =
      Comparator.comparingInt(CharSpan::start).thenComparingInt(CharSpan::end);

  /** A sentence of at most so many characters with a cue is a heading, and lends it to the next. */
  private static final int HEADING = 60;

  private static final int BEYOND = 500;

  private final FieldDefinition field;
  private final List<Pattern> patterns;
  private final @Nullable LabelledLines lines;
  private final @Nullable Sections sections;

  FieldQuestion(FieldDefinition field, Set<String> allLabels) {
    this.field = field;
    this.patterns =
        field.patterns().stream().map(p -> Pattern.compile(p, Pattern.MULTILINE)).toList();
    boolean labels = !field.labels().isEmpty();
    this.lines =
        labels && uses(Candidates.LABELLED) ? new LabelledLines(field.labels(), allLabels) : null;
    this.sections = labels && uses(Candidates.SECTION_ITEMS) ? new Sections(field.labels()) : null;
  }

  FieldDefinition field() {
    return field;
  }

  private boolean uses(Candidates source) {
    return field.candidates().contains(source);
  }

  /** Whether any words of a chunk may be the value, so that candidates are not listed. */
  private boolean verbatim() {
    return field.type() != FieldType.BOOLEAN && uses(Candidates.VERBATIM);
  }

  /**
   * What rules find for a field, in the order of the text without repetition.
   *
   * @param decided values by the word of the rules alone: what follows a label or stands in a
   *     section, for a list with a prior
   * @param offered everything else that may be a value; for a verbatim field, the sentences with
   *     its cues
   */
  record Found(List<CharSpan> decided, List<CharSpan> offered) {}

  /**
   * What rules find for the field in the document.
   *
   * <p>In a field with a prior, what follows a label or stands in a section displaces what is found
   * in running text: all of it in a field with one value, what it overlaps in a list.
   *
   * @param withCue which of the document's sentences hold one of the field's cues
   */
  Found find(DocumentFindings document, BitSet withCue) {
    String text = document.text();
    int limit = field.withinFirst() > 0 ? field.withinFirst() : text.length();
    Set<CharSpan> labelled = new TreeSet<>(ORDER);
    Set<CharSpan> found = new TreeSet<>(ORDER);
    List<CharSpan> cued = cued(document.sentences(), withCue, limit);
    if (verbatim() || field.type() == FieldType.BOOLEAN || uses(Candidates.SENTENCES)) {
      found.addAll(cued);
    }
    if (field.type() != FieldType.BOOLEAN && !verbatim()) {
      for (Candidates source : field.candidates()) {
        cued.forEach(sentence -> found.addAll(document.findings(source, sentence)));
      }
      String part = part(text, limit);
      if (lines != null) {
        lines.find(part).forEach(value -> labelled.addAll(typed(part, value)));
      }
      if (sections != null) {
        labelled.addAll(sections.items(part));
      }
      for (Pattern pattern : uses(Candidates.PATTERN) ? patterns : List.<Pattern>of()) {
        for (Matcher m = pattern.matcher(part); m.find(); ) {
          int group = m.groupCount() > 0 && m.start(1) >= 0 ? 1 : 0;
          found.add(Words.trim(part, new CharSpan(m.start(group), m.end(group))));
        }
      }
    }
    found.removeIf(span -> span.isEmpty() || span.start() >= limit);
    labelled.removeIf(span -> span.isEmpty() || span.start() >= limit);
    if (field.prior() == null) {
      found.addAll(labelled);
      return new Found(List.of(), List.copyOf(found));
    }
    if (!field.many()) {
      return new Found(List.of(), List.copyOf(labelled.isEmpty() ? found : labelled));
    }
    found.removeIf(span -> labelled.stream().anyMatch(span::overlaps));
    return new Found(List.copyOf(labelled), List.copyOf(found));
  }

  /** The text to a line end after {@code limit}, or a little beyond where lines are endless. */
  private static String part(String text, int limit) {
    int line = text.indexOf('\n', Math.min(limit, text.length()));
    int end = Math.min(line < 0 ? text.length() : line, limit + BEYOND);
    return text.substring(0, Math.min(end, text.length()));
  }

  /**
   * The sentences with a cue and those after a heading with one, or all where the field has no
   * cues, that start before {@code limit}.
   */
  private List<CharSpan> cued(List<CharSpan> sentences, BitSet withCue, int limit) {
    List<CharSpan> cued = new ArrayList<>();
    for (int i = 0; i < sentences.size() && sentences.get(i).start() < limit; i++) {
      boolean heading = i > 0 && sentences.get(i - 1).length() <= HEADING;
      if (field.cues().isEmpty() || withCue.get(i) || (heading && withCue.get(i - 1))) {
        cued.add(sentences.get(i));
      }
    }
    return cued;
  }

  /** The dates or amounts in a labelled value; the value itself for other types. */
  private List<CharSpan> typed(String text, CharSpan value) {
    Optional<Recogniser> rule =
        switch (field.type()) {
          case DATE -> Normalizer.recogniser(Candidates.DATES);
          case MONEY -> Normalizer.recogniser(Candidates.MONEY);
          case TEXT, NUMBER, BOOLEAN, ENUM -> Optional.empty();
        };
    if (rule.isEmpty()) {
      return List.of(value);
    }
    return rule.get().find(value.of(text)).stream()
        .map(finding -> finding.span().shift(value.start()))
        .toList();
  }

  /** What the branch may say in a chunk that holds {@code candidates}, which are not empty. */
  Constraint constraint(String text, CharSpan chunk, List<CharSpan> candidates, int mostChoices) {
    if (verbatim()) {
      return new Constraint.Verbatim(field.maxTokens(), field.many());
    }
    boolean absence = field.prior() == null || field.many();
    return new Constraint.OneOf(
        choices(text, chunk, candidates, mostChoices), field.many(), absence);
  }

  /** Distinct choices, the first place of each, with spans in the chunk. */
  static List<Choice> choices(
      String text, CharSpan chunk, List<CharSpan> candidates, int mostChoices) {
    List<Choice> choices = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (CharSpan candidate : candidates) {
      String value = candidate.of(text);
      if (choices.size() < mostChoices && seen.add(value)) {
        choices.add(new Choice(value, candidate.shift(-chunk.start())));
      }
    }
    return choices;
  }
}
