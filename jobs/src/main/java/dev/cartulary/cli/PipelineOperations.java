package dev.cartulary.cli;

import dev.cartulary.accounting.CostTotal;
import dev.cartulary.accounting.PriceBook;
import dev.cartulary.accounting.Rates;
import dev.cartulary.accounting.Recosting;
import dev.cartulary.accounting.Savings;
import dev.cartulary.accounting.WorkDone;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditVerdict;
import dev.cartulary.audit.KeptHead;
import dev.cartulary.beam.EstimateRun;
import dev.cartulary.beam.JobPlan;
import dev.cartulary.beam.RunListener;
import dev.cartulary.beam.RunReport;
import dev.cartulary.beam.Selection;
import dev.cartulary.config.Books;
import dev.cartulary.config.Job;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.courier.Courier;
import dev.cartulary.courier.Outbox;
import dev.cartulary.estimate.Effort;
import dev.cartulary.explain.Chosen;
import dev.cartulary.export.Export;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.parquet.DeliveredDocument;
import dev.cartulary.parquet.DeliveredRun;
import dev.cartulary.parquet.OpenedValues;
import dev.cartulary.parquet.OpenedValues.OpenedValue;
import dev.cartulary.parquet.StoredRun;
import dev.cartulary.reading.DocumentStore;
import dev.cartulary.retention.Choice;
import dev.cartulary.retention.Purge;
import dev.cartulary.retention.PurgeReport;
import dev.cartulary.status.FailureList;
import dev.cartulary.status.Heartbeat;
import dev.cartulary.status.PrometheusFile;
import dev.cartulary.status.RunModel;
import dev.cartulary.yaml.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The operations of the pipeline, each through the job's {@link Door}. */
final class PipelineOperations implements Operations {
  private static final Logger LOG = Logger.getLogger(PipelineOperations.class.getName());

  private final Clock clock = Clock.systemUTC();

  @Override
  public RunReport run(Job job, Selection selection, Duration patience, RunListener listener) {
    Heartbeat heartbeat =
        new Heartbeat(listener, job.name(), Version.number(), job.output(), clock);
    RunReport report = null;
    int exit = ExitCode.FAULT;
    try {
      report = Door.of(job).run(Plans.of(job).with(selection), heartbeat, patience);
      exit = report.exitCode();
      return report;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the run was interrupted", e);
    } catch (RuntimeException e) {
      exit = Complaints.exitCode(e);
      throw e;
    } finally {
      heartbeat.ended(exit);
      figures(job, report, exit);
    }
  }

  /** A monitoring system that cannot be told is no reason to lose a run. */
  private void figures(Job job, @Nullable RunReport report, int exit) {
    Path file = job.prometheus();
    if (file == null) {
      return;
    }
    try {
      new PrometheusFile(file, job.name(), Version.number()).write(report, exit, clock.instant());
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          "the figures of the run could not be written to {0} ({1}); check that this user may write"
              + " there",
          new Object[] {file, e.getClass().getSimpleName()});
    }
  }

  @Override
  public Optional<FailureList> failures(Books books, @Nullable String run) {
    return Door.of(books)
        .openLedger(
            ledger ->
                ledger
                    .runs()
                    .finished(books.job(), run)
                    .map(found -> new FailureList(found, ledger.failures().of(found.id()))));
  }

  @Override
  public EstimateRun.Result estimate(Job job, Effort effort, RunListener listener) {
    Door door = Door.of(job);
    // Under a name of its own, so that the costs of the job's last run stay those of the job.
    JobPlan plan = Plans.of(job.over(job.name() + ".estimate", job.input(), job.output()));
    try {
      return door.estimate(plan, effort, listener);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the estimate was interrupted", e);
    }
  }

  @Override
  public Optional<Savings> savings(Books books, Supposition supposition) {
    return Door.of(books).ledger(ledger -> savings(books, supposition, ledger));
  }

  private Optional<Savings> savings(Books books, Supposition supposition, Ledger ledger) {
    List<String> runs = runs(ledger.runs().finished(books.job()), supposition.runs());
    if (runs.isEmpty()) {
      return Optional.empty();
    }
    WorkDone work = ledger.costs().work(runs);
    Rates measured = books.accounting();
    Rates other = supposition.accounting();
    List<CostTotal> totals =
        Recosting.of(
            ledger.costs().totals(runs),
            measured.hardware(),
            measured.electricity(),
            other.hardware(),
            other.electricity());
    return Optional.of(
        Savings.of(
            work,
            totals,
            other.with(
                Recosting.working(other.hardware(), totals, work, supposition.documentsPerDay())),
            ledger.prices(),
            LocalDate.now(clock)));
  }

  /**
   * @param finished the last first
   */
  private static List<String> runs(List<String> finished, List<String> wanted) {
    if (wanted.isEmpty()) {
      return finished.stream().limit(1).toList();
    }
    if (wanted.equals(List.of(Supposition.ALL))) {
      return finished;
    }
    List<String> unknown = wanted.stream().filter(run -> !finished.contains(run)).toList();
    if (!unknown.isEmpty()) {
      throw new ConfigurationException(
          "--runs",
          List.of(
              "the ledger holds no finished run "
                  + String.join(", ", unknown)
                  + (finished.isEmpty()
                      ? ""
                      : "; the last ones are "
                          + String.join(", ", finished.stream().limit(5).toList()))));
    }
    return wanted;
  }

  @Override
  public PriceBook prices(Books books) {
    return Door.of(books).ledger(Ledger::prices);
  }

  @Override
  public PriceBook.Change importPrices(Books books, List<CloudPrice> prices) {
    return Door.of(books)
        .ledger(
            ledger -> {
              PriceBook.Change change = ledger.prices().change(prices);
              ledger.addPrices(change);
              return change;
            });
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

  @Override
  public Export.Counts export(Books books, Path folder, Export export) {
    Door door = Door.of(books);
    note(door, new AuditEvent.ValuesRead("export", books.job(), folder.toString()));
    return export.write(DeliveredRun.in(folder, door.cipher()));
  }

  @Override
  public Explanation explain(Job job, String document, String field) {
    Door door = Door.of(job);
    note(door, new AuditEvent.ValuesRead("explain", job.name(), job.output().toString()));
    Chosen chosen = Chosen.in(DeliveredRun.in(job.output(), door.cipher()), document, field);
    return door.openLedger(ledger -> explanation(job, chosen, ledger));
  }

  /** With what the run read and found, which need not be that of today's settings. */
  private static Explanation explanation(Job job, Chosen chosen, Ledger ledger) {
    DeliveredDocument document = chosen.document();
    Optional<DocumentStore> made =
        ledger.runs().delivery(document.run()).documents().stream()
            .filter(each -> each.path().equals(document.path()))
            .findFirst()
            .map(each -> ledger.documentsAsFound(each.work()));
    return new Explanation(
        job,
        chosen,
        made.flatMap(store -> store.findText(document.id())).orElse(null),
        made.flatMap(store -> store.find(document.id()))
            .map(found -> chosen.in(found.fields()))
            .orElse(List.of()),
        RunModel.of(job.output()).orElse(null));
  }

  @Override
  public ReviewSession.Result review(
      Job job, List<String> reviewers, int port, ReviewSession.Listener listener) {
    return ReviewSession.of(job, reviewers, port, listener, clock);
  }

  @Override
  public int exportLabels(Job job, Path folder) {
    return ReviewSession.labels(job, folder);
  }

  @Override
  public Outbox escalations(Job job, boolean shown) {
    return EscalationSession.outbox(job, shown);
  }

  @Override
  public int changeEscalations(Job job, List<String> ids, String by, boolean allow) {
    return EscalationSession.change(job, ids, by, allow);
  }

  @Override
  public Courier.Sent sendEscalations(
      Job job, Map<String, String> environment, Courier.Watcher watcher) {
    return EscalationSession.send(job, environment, watcher, clock);
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
