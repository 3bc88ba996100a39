package dev.cartulary.cli;

import dev.cartulary.accounting.Savings;
import dev.cartulary.beam.JobPlan;
import dev.cartulary.beam.NightlyRun;
import dev.cartulary.beam.RunListener;
import dev.cartulary.beam.RunReport;
import dev.cartulary.config.Books;
import dev.cartulary.config.Job;
import dev.cartulary.egress.EgressGuard;
import dev.cartulary.ledger.FinishedRun;
import dev.cartulary.ledger.Ledger;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;

/** The operations of the pipeline. */
final class PipelineOperations implements Operations {
  private final Clock clock = Clock.systemUTC();

  @Override
  public RunReport run(Job job, RunListener listener) {
    EgressGuard.only(job.ledger().destinations());
    JobPlan plan = Plans.of(job);
    try {
      return NightlyRun.run(plan, listener);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the run was interrupted", e);
    }
  }

  @Override
  public Optional<Savings> savings(Books books) {
    EgressGuard.only(books.ledger().destinations());
    try (Ledger ledger = Ledger.open(books.ledger(), clock)) {
      Optional<FinishedRun> last = ledger.runs().last(books.job());
      return last.map(
          run ->
              Savings.of(
                  ledger.costs().work(run.id()),
                  ledger.costs().totals(run.id()),
                  Plans.hardware(books.accounting()),
                  Plans.electricity(books.accounting()),
                  ledger.prices(),
                  LocalDate.now(clock)));
    }
  }
}
