package dev.cartulary.cli;

import dev.cartulary.accounting.Savings;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditVerdict;
import dev.cartulary.audit.KeptHead;
import dev.cartulary.beam.RunListener;
import dev.cartulary.beam.RunReport;
import dev.cartulary.config.Books;
import dev.cartulary.config.Job;
import dev.cartulary.ledger.FinishedRun;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.parquet.OpenedValues;
import dev.cartulary.parquet.OpenedValues.OpenedValue;
import dev.cartulary.parquet.StoredRun;
import dev.cartulary.retention.Choice;
import dev.cartulary.retention.Purge;
import dev.cartulary.retention.PurgeReport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The operations of the pipeline, each through the job's {@link Door}. */
final class PipelineOperations implements Operations {
  private final Clock clock = Clock.systemUTC();

  @Override
  public RunReport run(Job job, RunListener listener) {
    try {
      return Door.of(job).run(Plans.of(job), listener);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the run was interrupted", e);
    }
  }

  @Override
  public Optional<Savings> savings(Books books) {
    return Door.of(books)
        .ledger(ledger -> ledger.runs().last(books.job()).map(run -> savings(books, ledger, run)));
  }

  private Savings savings(Books books, Ledger ledger, FinishedRun run) {
    return Savings.of(
        ledger.costs().work(run.id()),
        ledger.costs().totals(run.id()),
        Plans.hardware(books.accounting()),
        Plans.electricity(books.accounting()),
        ledger.prices(),
        LocalDate.now(clock));
  }

  @Override
  public void noteReading(Job job, String command, Path folder) {
    note(Door.of(job), new AuditEvent.ValuesRead(command, job.name(), folder.toString()));
  }

  @Override
  public StoredRun stored(Job job, Path folder) {
    return StoredRun.read(folder, Door.of(job).cipher());
  }

  @Override
  public void readValues(Books books, Consumer<OpenedValue> to) {
    Door door = Door.of(books);
    note(door, new AuditEvent.ValuesRead("values", books.job(), books.output().toString()));
    OpenedValues.read(books.output(), door.cipher(), to);
  }

  private static void note(Door door, AuditEvent event) {
    door.ledger(
        ledger -> {
          ledger.audit().append(event);
          return ledger;
        });
  }

  @Override
  public AuditVerdict verifyAudit(Books books, @Nullable KeptHead kept) {
    return Door.of(books).ledger(ledger -> ledger.audit().verify(kept));
  }

  @Override
  public void exportAudit(Books books, Consumer<String> to) {
    Door.of(books)
        .ledger(
            ledger -> {
              ledger.audit().append(new AuditEvent.TrailExported(books.job()));
              ledger.audit().read(link -> to.accept(link.line()));
              return ledger;
            });
  }

  @Override
  public PurgeReport purge(Books books, Choice choice, boolean forgotten, boolean dryRun) {
    Purge purge = Door.of(books).purge(choice, forgotten);
    return dryRun ? purge.dryRun() : purge.run();
  }
}
