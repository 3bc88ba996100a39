package dev.cartulary.merge;

import dev.cartulary.document.CharSpan;
import dev.cartulary.field.Alternative;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was said of a field besides what was taken, the most probable first. */
final class Alternatives {
  private final List<Candidate> all;
  private final int most;

  Alternatives(List<Candidate> all, int most) {
    this.all = new ArrayList<>(all);
    this.all.sort(Candidate.BEST_FIRST);
    this.most = most;
  }

  /**
   * Values other than {@code taken}, each once.
   *
   * @param taken null where the field is absent
   * @param stated how probable the model holds what was taken
   * @param probability the same, calibrated; the alternatives share the rest, as they share what
   *     the model left them
   */
  List<Alternative> to(@Nullable Candidate taken, double stated, double probability) {
    Set<String> seen = new HashSet<>();
    if (taken != null) {
      seen.add(words(taken));
    }
    List<Candidate> others = new ArrayList<>();
    double sum = 0;
    for (Candidate candidate : all) {
      if (others.size() < most
          && !candidate.text().isBlank()
          && !samePlace(candidate, taken)
          && seen.add(words(candidate))) {
        others.add(candidate);
        sum += candidate.probability();
      }
    }
    double left = Math.max(1 - stated, sum);
    List<Alternative> alternatives = new ArrayList<>();
    for (Candidate other : others) {
      alternatives.add(
          new Alternative(
              other.text(),
              other.span(),
              left == 0 ? 0 : (1 - probability) * other.probability() / left));
    }
    return alternatives;
  }

  private static boolean samePlace(Candidate candidate, @Nullable Candidate taken) {
    CharSpan span = candidate.span();
    return taken != null && span != null && taken.span() != null && span.overlaps(taken.span());
  }

  private static String words(Candidate candidate) {
    return candidate.value().canonical().toLowerCase(Locale.ROOT);
  }
}
