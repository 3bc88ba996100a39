package dev.cartulary.privacy;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.FieldValue;
import dev.cartulary.phi.KnownIdentifier;
import dev.cartulary.phi.PhiClass;
import dev.cartulary.phi.PhiFindings;
import dev.cartulary.phi.PhiSpan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A document whose identifiers are known, and what is written in their place. */
public final class Deidentified {
  private final String text;
  private final PhiFindings findings;
  private final Deidentifier.Search search;
  private final Replacement replacement;
  private final List<KnownIdentifier> known;

  Deidentified(
      String text,
      PhiFindings findings,
      Deidentifier.Search search,
      List<KnownIdentifier> known,
      Replacement replacement) {
    this.text = text;
    this.findings = findings;
    this.search = search;
    this.replacement = replacement;
    this.known = new ArrayList<>(known);
    for (PhiSpan span : findings.spans()) {
      String words = span.span().of(text);
      boolean found = !span.recogniser().equals(PrivacyGate.FIELD);
      if (found && span.kind() != PhiClass.AGE && span.kind() != PhiClass.DATE) {
        this.known.add(new KnownIdentifier(span.kind(), words));
      }
    }
  }

  /** The whole document. */
  public String text() {
    return slice(new CharSpan(0, text.length()));
  }

  /** The estimate of {@link PhiFindings#risk()}. */
  public double risk() {
    return findings.risk();
  }

  /** How many identifiers of each class were replaced. */
  public Map<PhiClass, Integer> counts() {
    Map<PhiClass, Integer> counts = new EnumMap<>(PhiClass.class);
    findings.spans().forEach(span -> counts.merge(span.kind(), 1, Integer::sum));
    return counts;
  }

  /** The words of a range; an identifier that reaches out of it is replaced as a whole. */
  String slice(CharSpan range) {
    return replaced(text, range, findings.spans());
  }

  /**
   * Words that stand nowhere in the document, or somewhere unknown: a free summary, a computed
   * value.
   */
  String words(String words) {
    return replaced(words, new CharSpan(0, words.length()), search.in(words, known).spans());
  }

  /** The words of one identifier. */
  String identifier(PhiClass kind, String words) {
    return replacement.of(kind, words);
  }

  /** A date that was read, as far as it may be told. */
  FieldValue date(FieldValue.Date date) {
    return replacement.shiftsDates()
        ? new FieldValue.Date(replacement.shifted(date.date()))
        : new FieldValue.Text(replacement.of(PhiClass.DATE, date.canonical()));
  }

  private String replaced(String in, CharSpan range, List<PhiSpan> spans) {
    StringBuilder out = new StringBuilder();
    int from = range.start();
    for (PhiSpan span : spans) {
      if (span.span().end() <= from || span.span().start() >= range.end()) {
        continue;
      }
      if (span.span().start() > from) {
        out.append(in, from, span.span().start());
      }
      out.append(replacement.of(span.kind(), span.span().of(in)));
      from = Math.min(span.span().end(), range.end());
    }
    return out.append(in, from, range.end()).toString();
  }
}
