package dev.cartulary.cli;

import dev.cartulary.beam.RunListener;
import dev.cartulary.config.Job;
import dev.cartulary.ledger.LedgerAddress;

/** The operations of the pipeline. */
final class PipelineOperations implements Operations {
  @Override
  public Result run(Job job, RunListener listener) {
    throw new UnsupportedOperationException("this build has no pipeline");
  }

  @Override
  public Costs costs(LedgerAddress ledger) {
    throw new UnsupportedOperationException("this build has no accounting");
  }
}
