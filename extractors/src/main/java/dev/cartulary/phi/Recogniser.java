package dev.cartulary.phi;

import java.util.List;

/** One way to find identifiers. */
interface Recogniser {
  /** In any order; spans may overlap. */
  List<PhiSpan> find(Tokens text);
}
