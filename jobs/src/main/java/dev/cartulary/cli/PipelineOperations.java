package dev.cartulary.cli;

import dev.cartulary.accounting.PriceBook;
import dev.cartulary.accounting.Savings;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditVerdict;
import dev.cartulary.audit.KeptHead;
import dev.cartulary.beam.JobPlan;
import dev.cartulary.beam.NightlyRun;
import dev.cartulary.beam.RunListener;
import dev.cartulary.beam.RunReport;
import dev.cartulary.config.Books;
import dev.cartulary.config.Job;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.ledger.FinishedRun;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.retention.Choice;
import dev.cartulary.retention.Purge;
import dev.cartulary.retention.PurgeReport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The operations of the pipeline. */
final class PipelineOperations implements Operations {
  private final Clock clock = Clock.systemUTC();

  @Override
  public RunReport run(Job job, RunListener listener) {
    Plans.closeTheRest(job.ledger(), job.encryption());
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
    Plans.closeTheRest(books.ledger(), books.encryption());
    try (Ledger ledger = Ledger.open(books.ledger(), clock)) {
      Optional<FinishedRun> last = ledger.runs().last(books.job());
      return last.map(
          run ->
              Savings.of(
                  ledger.costs().work(run.id()),
                  ledger.costs().totals(run.id()),
                  books.accounting().hardware(),
                  books.accounting().electricity(),
                  ledger.prices(),
                  LocalDate.now(clock)));
    }
  }

  @Override
  public PriceBook prices(Books books) {
    Plans.closeTheRest(books.ledger(), books.encryption());
    try (Ledger ledger = Ledger.open(books.ledger(), clock)) {
      return ledger.prices();
    }
  }

  @Override
  public PriceBook.Change importPrices(Books books, List<CloudPrice> prices) {
    Plans.closeTheRest(books.ledger(), books.encryption());
    try (Ledger ledger = Ledger.open(books.ledger(), clock)) {
      PriceBook.Change change = ledger.prices().change(prices);
      ledger.addPrices(change);
      return change;
    }
  }

  @Override
  public void noteReading(Job job, String command, Path folder) {
    Plans.closeTheRest(job.ledger(), job.encryption());
    try (Ledger ledger = Ledger.open(job.ledger(), clock)) {
      ledger.audit().append(new AuditEvent.ValuesRead(command, job.name(), folder.toString()));
    }
  }

  @Override
  public AuditVerdict verifyAudit(Books books, @Nullable KeptHead kept) {
    Plans.closeTheRest(books.ledger(), books.encryption());
    try (Ledger ledger = Ledger.open(books.ledger(), clock)) {
      return ledger.audit().verify(kept);
    }
  }

  @Override
  public void exportAudit(Books books, Consumer<String> to) {
    Plans.closeTheRest(books.ledger(), books.encryption());
    try (Ledger ledger = Ledger.open(books.ledger(), clock)) {
      ledger.audit().append(new AuditEvent.TrailExported(books.job()));
      ledger.audit().read(link -> to.accept(link.line()));
    }
  }

  @Override
  public PurgeReport purge(Books books, Choice choice, boolean forgotten, boolean dryRun) {
    Plans.closeTheRest(books.ledger(), books.encryption());
    Purge purge =
        new Purge(
            books.job(),
            books.ledger(),
            books.output(),
            books.encryption(),
            choice,
            forgotten,
            clock);
    return dryRun ? purge.dryRun() : purge.run();
  }
}
