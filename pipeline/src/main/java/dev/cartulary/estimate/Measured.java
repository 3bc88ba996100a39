package dev.cartulary.estimate;

import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CostLine;
import java.util.List;

/**
 * What reading one drawn file took, with all documents inside of it.
 *
 * @param modelNanos its share of the engine's busy time
 * @param costs the cost lines of all its documents
 */
public record Measured(TokenUsage usage, long modelNanos, long parserNanos, List<CostLine> costs) {
  /** Of a file that was drawn and came to no document. */
  public static final Measured NOTHING = new Measured(TokenUsage.ZERO, 0, 0, List.of());

  public Measured {
    costs = List.copyOf(costs);
  }
}
