package dev.cartulary.prompt;

import dev.cartulary.document.CharSpan;
import dev.cartulary.entity.Entity;
import dev.cartulary.entity.EntityKind;
import dev.cartulary.field.FieldDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What trained weights find in running text for one field, by the kinds of names it takes. */
final class RunningNames {
  /**
   * Less probable names are no values. On case reports that were not learnt from a lower bound
   * gives no better F1, and in notes of other kinds what is below is mostly wrong.
   */
  private static final double STATED = 0.3;

  /** What a pattern finds and the weights do not is worth a look, and to be reviewed. */
  private static final double DOUBTFUL = STATED / 2;

  private static final Pattern PART =
      Pattern.compile(
          "\\sof(?:\\s(?:the|his|her|both))?(?:\\s(?!(?:a|an|and|as|at|but|by|for|from|has|in|is|of|on|or|that|the|this|to|under"
              + "|unknown|was|were|which|with|without|\\w+ed)\\b)[a-z][a-z-]+){1,3}");

  private final Set<EntityKind> kinds;

  RunningNames(FieldDefinition field) {
    kinds =
        field.candidates().stream()
            .flatMap(source -> EntityKind.of(source).stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Names, and how probable each is; and what patterns find in running text where the weights see
   * another name or none, as doubtful. Of two that overlap stays the more probable; a list that a
   * section holds needs no names.
   *
   * @param cued the sentences in which values can stand
   * @param found what rules find
   * @param isValue whether the field can have a value
   */
  NavigableMap<CharSpan, Double> find(
      DocumentFindings document,
      NavigableMap<CharSpan, Integer> cued,
      Found found,
      Predicate<CharSpan> isValue) {
    NavigableMap<CharSpan, Double> names = new TreeMap<>(FieldQuestion.ORDER);
    if (kinds.isEmpty()) {
      return names;
    }
    List<Entity> fitting =
        document.entities().stream()
            .filter(entity -> kinds.contains(entity.kind()) && entity.probability() >= STATED)
            .filter(entity -> overlaps(cued, entity.span()) && isValue.test(entity.span()))
            .toList();
    for (Entity entity : Entity.apart(fitting)) {
      names.put(whole(document.text(), entity.span()), entity.probability());
    }
    Set<CharSpan> listed = new HashSet<>(found.listed());
    List<CharSpan> doubtful =
        found.decided().stream()
            .filter(span -> !listed.contains(span) && document.inProse(span))
            .filter(span -> document.likeliest(span).filter(this::takes).isEmpty())
            .toList();
    if (listed.isEmpty()) {
      names.keySet().removeIf(span -> found.decided().stream().anyMatch(span::overlaps));
    } else {
      names.clear();
    }
    doubtful.forEach(span -> names.put(span, DOUBTFUL));
    return names;
  }

  /** With the part of the body behind it, of which the weights know nothing: "of the left knee". */
  private static CharSpan whole(String text, CharSpan name) {
    Matcher part = PART.matcher(text).region(name.end(), text.length());
    return part.lookingAt() ? new CharSpan(name.start(), part.end()) : name;
  }

  private boolean takes(Entity entity) {
    return kinds.contains(entity.kind());
  }

  /** Whether a span overlaps one of several that do not overlap each other. */
  private static boolean overlaps(NavigableMap<CharSpan, ?> apart, CharSpan span) {
    CharSpan before = apart.lowerKey(new CharSpan(span.end(), span.end()));
    return before != null && before.overlaps(span);
  }
}
