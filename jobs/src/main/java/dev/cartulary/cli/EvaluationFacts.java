package dev.cartulary.cli;

import dev.cartulary.evaluation.Evaluation;
import dev.cartulary.evaluation.PairedTest;
import dev.cartulary.status.Facts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An evaluation for programs: every figure that the written table has. */
final class EvaluationFacts {
  private EvaluationFacts() {}

  /**
   * What is known of an evaluation.
   *
   * @param differences from another one; null where none was named
   */
  static Facts of(Evaluation evaluation, @Nullable List<PairedTest.Difference> differences) {
    Facts facts =
        new Facts()
            .with("set", evaluation.set())
            .with("part", evaluation.part())
            .with("documents", evaluation.documents())
            .with(
                "failed",
                evaluation.failed().entrySet().stream()
                    .map(
                        failed ->
                            new Facts()
                                .with("document", failed.getKey())
                                .with("reason", failed.getValue()))
                    .toList())
            .with(
                "figures",
                evaluation.rows().stream()
                    .map(
                        row ->
                            new Facts()
                                .with("system", row.system())
                                .with("field", row.field())
                                .with("figure", row.figure().label())
                                .with("value", row.value())
                                .with("low", row.low())
                                .with("high", row.high())
                                .with("n", row.n()))
                    .toList());
    if (differences != null) {
      facts.with(
          "differences",
          differences.stream()
              .map(
                  difference ->
                      new Facts()
                          .with("field", difference.field())
                          .with("here", difference.here())
                          .with("there", difference.there())
                          .with("p", difference.p())
                          .with("documents", difference.documents()))
              .toList());
    }
    return facts;
  }
}
