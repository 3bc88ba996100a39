package dev.cartulary.evaluation;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Everything that one system said about a set, judged.
 *
 * @param system {@code model}, {@code rules}, or the name of a way to summarise
 */
public record Scores(String system, List<Judgement> judgements, List<SummaryScore> summaries) {
  public Scores {
    requireNonNull(system, "system is null");
    judgements = List.copyOf(judgements);
    summaries = List.copyOf(summaries);
  }
}
