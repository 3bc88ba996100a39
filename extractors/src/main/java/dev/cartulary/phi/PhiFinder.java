package dev.cartulary.phi;

import dev.cartulary.document.CharSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the identifiers of a text: asks every recogniser, joins what overlaps, and looks for the
 * found ones everywhere.
 */
public final class PhiFinder {
  /** Changes whenever a text's findings can. */
  public static final String VERSION = "phi-4";

  /** Spans at least so probable are identifiers. */
  static final double ACCEPTED = 0.5;

  private static final List<Recogniser> RECOGNISERS =
      List.of(
          new NumberPatterns(),
          new Contacts(),
          new LabelledIdentifiers(),
          new Dates(),
          new Ages(),
          new Places(),
          new AddressBlocks(),
          new Organisations(),
          new Names());

  private PhiFinder() {}

  /**
   * The identifiers of {@code text}.
   *
   * @param known identifiers that somebody else found in the document
   */
  public static PhiFindings find(String text, List<KnownIdentifier> known) {
    return find(text, known, TrainedNames.builtIn());
  }

  /** The same with other weights than the program's own. */
  public static PhiFindings find(String text, List<KnownIdentifier> known, TrainedNames trained) {
    String raised = SmallLetters.raised(text);
    Tokens tokens = Tokens.of(raised);
    List<PhiSpan> rules = rules(tokens);
    TrainedNames.Reading reading =
        trained.read(WordFeatures.of(tokens, rules, raised.equals(text)));
    List<PhiSpan> candidates = new ArrayList<>(rules.stream().map(reading::judged).toList());
    candidates.addAll(reading.spans());
    candidates.addAll(Repetition.known(tokens, known));
    List<PhiSpan> found =
        join(candidates.stream().filter(span -> span.probability() >= ACCEPTED).toList());
    List<PhiSpan> again = new ArrayList<>(found);
    again.addAll(Repetition.of(tokens, found));
    List<PhiSpan> spans = join(again);
    return new PhiFindings(
        spans, uncertain(candidates, spans), Leftovers.of(tokens, spans), tokens.size());
  }

  /** What patterns, lists and context find, in no order; spans may overlap. */
  static List<PhiSpan> rules(Tokens tokens) {
    List<PhiSpan> spans = new ArrayList<>();
    for (Recogniser recogniser : RECOGNISERS) {
      spans.addAll(recogniser.find(tokens));
    }
    return spans;
  }

  /** Only the known identifiers, wherever they stand; nothing else is looked for. */
  public static PhiFindings known(String text, List<KnownIdentifier> known) {
    Tokens tokens = Tokens.of(text);
    List<PhiSpan> found = join(Repetition.known(tokens, known));
    List<PhiSpan> spans = new ArrayList<>(found);
    spans.addAll(Repetition.of(tokens, found));
    return new PhiFindings(join(spans), List.of(), Leftovers.NONE, tokens.size());
  }

  /** What is below the bound and touches nothing that was accepted. */
  private static List<PhiSpan> uncertain(List<PhiSpan> candidates, List<PhiSpan> spans) {
    Map<CharSpan, PhiSpan> best = new HashMap<>();
    for (PhiSpan span : candidates) {
      if (span.probability() < ACCEPTED
          && spans.stream().noneMatch(other -> other.span().overlaps(span.span()))) {
        best.merge(span.span(), span, (a, b) -> a.probability() >= b.probability() ? a : b);
      }
    }
    return best.values().stream()
        .sorted(
            Comparator.comparing((PhiSpan span) -> span.span().start())
                .thenComparing(span -> span.span().end()))
        .toList();
  }

  /**
   * Spans without overlaps, in the order of the text; of those that overlap, the surest says the
   * class for all.
   */
  static List<PhiSpan> join(List<PhiSpan> spans) {
    List<PhiSpan> sorted = new ArrayList<>(spans);
    sorted.sort(
        Comparator.comparing((PhiSpan span) -> span.span().start())
            .thenComparing(span -> -span.span().end()));
    List<PhiSpan> joined = new ArrayList<>();
    for (PhiSpan span : sorted) {
      PhiSpan last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last == null || !last.span().overlaps(span.span())) {
        joined.add(span);
        continue;
      }
      boolean wider = span.span().length() > 2 * last.span().length();
      boolean narrower = last.span().length() > 2 * span.span().length();
      PhiSpan surer =
          wider ? span : narrower ? last : span.probability() > last.probability() ? span : last;
      CharSpan union =
          new CharSpan(last.span().start(), Math.max(last.span().end(), span.span().end()));
      joined.set(
          joined.size() - 1,
          new PhiSpan(
              surer.kind(),
              union,
              Math.max(last.probability(), span.probability()),
              surer.recogniser()));
    }
    return joined;
  }
}
