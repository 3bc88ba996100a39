package dev.cartulary.cli;

import dev.cartulary.beam.RunListener;
import dev.cartulary.beam.RunReport;
import dev.cartulary.config.Job;
import dev.cartulary.cost.CostLine;
import dev.cartulary.ledger.LedgerAddress;
import java.util.List;

/** What commands set going; everything behind the command line. */
interface Operations {
  /** Runs a job to its end. */
  Result run(Job job, RunListener listener);

  /** Sums of the costs of every document that the ledger knows. */
  Costs costs(LedgerAddress ledger);

  /** A finished run and the sums of its documents' costs. */
  record Result(RunReport report, Costs costs) {}

  /**
   * What documents cost here and what they would have cost in clouds.
   *
   * @param totals one line for each item here and for each offer of a cloud, summed over documents
   */
  record Costs(long documents, long pages, List<CostLine> totals) {
    public Costs {
      totals = List.copyOf(totals);
    }
  }
}
