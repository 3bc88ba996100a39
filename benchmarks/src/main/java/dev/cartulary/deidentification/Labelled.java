package dev.cartulary.deidentification;

import dev.cartulary.document.CharSpan;
import dev.cartulary.phi.PhiClass;
import java.util.List;

/**
 * A text with the identifiers that somebody put there or marked.
 *
 * @param set where it comes from
 * @param gold the identifiers, in the order of the text
 * @param free spans that may be taken for identifiers without harm, such as organisations
 * @param judged the ranges in which all identifiers are marked, so that another span is wrong
 */
record Labelled(
    String set,
    String name,
    String text,
    List<Gold> gold,
    List<CharSpan> free,
    List<CharSpan> judged) {
  Labelled {
    gold = List.copyOf(gold);
    free = List.copyOf(free);
    judged = List.copyOf(judged);
  }

  /** An identifier. */
  record Gold(PhiClass kind, CharSpan span) {}
}
