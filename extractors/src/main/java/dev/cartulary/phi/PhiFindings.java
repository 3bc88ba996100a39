package dev.cartulary.phi;

import java.util.ArrayList;
import java.util.List;

/**
 * The identifiers of a text and what may have been missed.
 *
 * @param spans without overlaps, in the order of the text
 * @param uncertain spans that are too improbable to be taken for identifiers, in the order of the
 *     text; they may overlap each other
 * @param leftovers words and numbers outside of all spans that look like nothing in particular
 * @param words words and numbers of the text
 */
public record PhiFindings(
    List<PhiSpan> spans, List<PhiSpan> uncertain, Leftovers leftovers, int words) {
  public PhiFindings {
    spans = List.copyOf(spans);
    uncertain = List.copyOf(uncertain);
  }

  /** The same with spans that somebody else found. */
  public PhiFindings with(List<PhiSpan> more) {
    List<PhiSpan> all = new ArrayList<>(spans);
    all.addAll(more);
    return new PhiFindings(PhiFinder.join(all), uncertain, leftovers, words);
  }

  /**
   * The probability that at least one identifier was missed: one minus the product, over all that
   * was left, of the probability that it is none.
   */
  public double risk() {
    double none = leftovers.probabilityOfNone();
    for (PhiSpan span : uncertain) {
      none *= 1 - Leftovers.UNCERTAIN_SHARE * span.probability();
    }
    return 1 - none;
  }
}
