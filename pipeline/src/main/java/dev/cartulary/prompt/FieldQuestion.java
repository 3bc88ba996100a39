package dev.cartulary.prompt;

import dev.cartulary.completion.Choice;
import dev.cartulary.completion.Constraint;
import dev.cartulary.document.CharSpan;
import dev.cartulary.field.Candidates;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldType;
import dev.cartulary.normalize.Finding;
import dev.cartulary.normalize.Normalizer;
import dev.cartulary.normalize.Recogniser;
import dev.cartulary.normalize.Words;
import java.util.ArrayList;
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

  private final FieldDefinition field;
  private final @Nullable Pattern cue;
  private final List<Pattern> patterns;
  private final @Nullable LabelledLines lines;
  private final @Nullable Sections sections;

  FieldQuestion(FieldDefinition field, Set<String> allLabels) {
    this.field = field;
    this.cue = field.cues().isEmpty() ? null : anyOf(field.cues());
    this.patterns =
        field.patterns().stream().map(p -> Pattern.compile(p, Pattern.MULTILINE)).toList();
    boolean labels = !field.labels().isEmpty();
    this.lines =
        labels && uses(Candidates.LABELLED) ? new LabelledLines(field.labels(), allLabels) : null;
    this.sections = labels && uses(Candidates.SECTION_ITEMS) ? new Sections(field.labels()) : null;
  }

  private static Pattern anyOf(List<String> regexes) {
    return Pattern.compile(
        "(?:" + String.join(")|(?:", regexes) + ")", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
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
   * Everything in the document that may be a value, in the order of the text without repetition;
   * for a verbatim field, the places of its cues.
   */
  List<CharSpan> candidates(DocumentFindings document) {
    String text = document.text();
    Set<CharSpan> found = new TreeSet<>(ORDER);
    List<CharSpan> cued = cued(document);
    if (verbatim() || field.type() == FieldType.BOOLEAN || uses(Candidates.SENTENCES)) {
      found.addAll(cued);
    }
    if (field.type() != FieldType.BOOLEAN && !verbatim()) {
      for (Candidates source : field.candidates()) {
        found.addAll(within(document.findings(source), cued));
      }
      if (lines != null) {
        for (CharSpan value : lines.find(text)) {
          found.addAll(typed(text, value));
        }
      }
      if (sections != null) {
        found.addAll(sections.items(text));
      }
      for (Pattern pattern : uses(Candidates.PATTERN) ? patterns : List.<Pattern>of()) {
        for (Matcher m = pattern.matcher(text); m.find(); ) {
          int group = m.groupCount() > 0 && m.start(1) >= 0 ? 1 : 0;
          found.add(Words.trim(text, new CharSpan(m.start(group), m.end(group))));
        }
      }
    }
    found.removeIf(CharSpan::isEmpty);
    if (field.withinFirst() > 0) {
      found.removeIf(span -> span.start() >= field.withinFirst());
    }
    return List.copyOf(found);
  }

  /** The sentences with a cue and those after a heading with one; all sentences without cues. */
  private List<CharSpan> cued(DocumentFindings document) {
    if (cue == null) {
      return document.sentences();
    }
    List<CharSpan> cued = new ArrayList<>();
    List<CharSpan> sentences = document.sentences();
    int at = 0;
    Matcher m = cue.matcher(document.text());
    while (at < sentences.size() && m.find()) {
      while (at < sentences.size() && sentences.get(at).end() <= m.start()) {
        at++;
      }
      if (at == sentences.size()) {
        break;
      }
      CharSpan sentence = sentences.get(at);
      int next = at + 1;
      cued.add(sentence);
      if (sentence.length() <= HEADING && next < sentences.size()) {
        cued.add(sentences.get(next));
      }
      at++;
      if (at < sentences.size() && m.end() < sentences.get(at).start()) {
        m.region(sentences.get(at).start(), document.text().length());
        m.useTransparentBounds(true).useAnchoringBounds(false);
      }
    }
    return cued;
  }

  private static List<CharSpan> within(List<Finding> findings, List<CharSpan> sentences) {
    List<CharSpan> within = new ArrayList<>();
    int at = 0;
    for (Finding finding : findings) {
      while (at < sentences.size() && sentences.get(at).end() <= finding.span().start()) {
        at++;
      }
      if (at < sentences.size() && sentences.get(at).overlaps(finding.span())) {
        within.add(finding.span());
      }
    }
    return within;
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
    return new Constraint.OneOf(choices(text, chunk, candidates, mostChoices), field.many());
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
