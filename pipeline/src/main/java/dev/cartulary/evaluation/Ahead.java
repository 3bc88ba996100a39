package dev.cartulary.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * Which of two systems has the higher figure.
 *
 * @param who {@code model}, {@code rules}, or empty where neither is ahead
 * @param words for a table; in brackets where the intervals overlap
 */
record Ahead(String who, String words) {
  static Ahead of(@Nullable Row model, @Nullable Row rules) {
    if (model == null || rules == null) {
      return new Ahead("", "-");
    }
    if (model.value() == rules.value()) {
      return new Ahead("", "equal");
    }
    boolean ahead = model.value() > rules.value();
    Row higher = ahead ? model : rules;
    Row lower = ahead ? rules : model;
    String who = higher.system();
    return new Ahead(who, higher.low() > lower.high() ? who : "(" + who + ")");
  }
}
