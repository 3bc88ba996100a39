package dev.cartulary.beam;

import dev.cartulary.accounting.Savings;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.egress.EgressGuard;
import dev.cartulary.file.FolderScan;
import dev.cartulary.file.ListedFile;
import dev.cartulary.ledger.LedgerException;
import dev.cartulary.ledger.LedgerHold;
import dev.cartulary.parquet.OutputException;
import dev.cartulary.parquet.OutputFolder;
import dev.cartulary.parquet.TableFiles;
import dev.cartulary.reading.Changes;
import dev.cartulary.reading.Delivery;
import dev.cartulary.reading.StoreException;
import dev.cartulary.schedule.EngineStatistics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;

/** Starts a job, watches it, and makes its output visible. */
public final class NightlyRun {
  private static final DateTimeFormatter RUN_ID =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private NightlyRun() {}

  /**
   * Runs {@code plan} to its end. Whatever goes wrong, the output of the run before stays visible,
   * and what was finished is not computed again by the next run.
   *
   * @throws RunnerException if {@code runner} cannot take the plan
   * @throws dev.cartulary.file.InputFolderException if there is nothing to read
   * @throws dev.cartulary.parquet.OutputException if the output folder cannot be taken or written
   * @throws StoreException if the ledger cannot be opened or written
   * @throws dev.cartulary.checkpoint.CheckpointException if the model cannot be loaded
   * @throws RunStoppedException if the listener asked for an end before all was read
   * @throws dev.cartulary.egress.EgressException if anything wanted a socket that no job named
   */
  @SuppressWarnings("try") // the hold is there to be closed
  public static RunReport run(JobPlan plan, Runner runner, RunListener listener)
      throws InterruptedException {
    runner.check(plan);
    long start = System.nanoTime();
    listener.entered(RunListener.Phase.PREPARING);
    List<ListedFile> files =
        new FolderScan(plan.includes(), plan.excludes()).list(Path.of(plan.inputFolder()));
    String run = newId();
    try (OutputFolder output = OutputFolder.prepare(Path.of(plan.outputFolder()), run)) {
      listener.named(run);
      // Beam takes a second to load its classes; ledger and model are opened meanwhile.
      CompletableFuture<Pipeline> empty =
          CompletableFuture.supplyAsync(
              () -> {
                UnpackedLibrary.load();
                return Pipeline.create(runner.options(plan, files.size()));
              });
      Workers workers = runner.workers(plan);
      JobBooks books = workers.books();
      try (LedgerHold hold = books.hold()) {
        Optional<Delivery> last = books.last();
        FileChoice choice = choice(plan, files, last);
        books.start(run);
        Pipeline reading = empty.join();
        NightlyPipeline.read(reading, plan, run, choice);
        RunCounters counters =
            read(reading, run, runner, choice, output.partial(), workers, listener);
        long wanted = choice.files() + counters.count("parts");
        if (workers.isStopping() && counters.files() < wanted) {
          throw new RunStoppedException(books.runs().delivered(run), wanted);
        }
        check(choice, counters);
        listener.entered(RunListener.Phase.WRITING);
        write(plan, runner, run, (int) counters.files(), output.partial());
        Savings savings = books.savings(run);
        String page = RunPage.write(plan, savings, LocalDate.now(ZoneOffset.UTC), output.partial());
        // What wanted to get out may have got at the records, too: they stay hidden.
        EgressGuard.check();
        Changes changes =
            Changes.between(last.orElse(new Delivery(List.of(), List.of())), books.named(run));
        RunReport report =
            report(run, choice, changes, counters, workers, savings, start, output.latest());
        RunPages.write(plan, report, workers, page, output, listener)
            .ifPresent(listener::unreported);
        completing(listener, report, output.partial());
        // Before it can be read, so that nothing is ever released without a trace.
        books.audit().append(released(plan, run, output, books));
        output.commit();
        long documents = counters.count("documents");
        books.runs().finish(run, (int) documents, (int) (counters.files() - documents));
        return report.ended(System.nanoTime() - start, books.audit().head());
      } finally {
        workers.release();
      }
    }
  }

  /** The same in this process. */
  public static RunReport run(JobPlan plan, RunListener listener) throws InterruptedException {
    return run(plan, Runner.HERE, listener);
  }

  private static void completing(RunListener listener, RunReport report, Path folder) {
    try {
      listener.completing(report, folder);
    } catch (IOException e) {
      throw OutputException.of(folder, e);
    }
  }

  private static FileChoice choice(JobPlan plan, List<ListedFile> files, Optional<Delivery> last) {
    Selection selection = plan.selection();
    if (selection.kind() == Selection.Kind.EVERY) {
      return FileChoice.all(files);
    }
    if (selection.kind() == Selection.Kind.FAILED && last.isEmpty()) {
      throw new LedgerException(
          "ledger "
              + plan.ledger()
              + " holds no finished run of the job "
              + plan.name()
              + ", whose failures could be tried again; run the job without that option first");
    }
    return FileChoice.of(selection, files, last.orElse(new Delivery(List.of(), List.of())));
  }

  private static void check(FileChoice choice, RunCounters counters) {
    long documents = counters.count("documents");
    long failures = counters.files() - documents;
    long parts = counters.count("parts");
    if (counters.files() != choice.files() + parts) {
      throw new IllegalStateException(
          choice.files()
              + " files with "
              + parts
              + " documents inside of them went in, but "
              + documents
              + " documents and "
              + failures
              + " failures came out");
    }
  }

  /** Names a run that begins now; later runs have later names. */
  static String newId() {
    return RUN_ID.format(Instant.now());
  }

  private static AuditEvent.TablesReleased released(
      JobPlan plan, String run, OutputFolder output, JobBooks books) {
    return new AuditEvent.TablesReleased(
        run,
        plan.outputFolder(),
        TableFiles.rows(output.partial(), books.cipher()),
        plan.privacy().mode().name().toLowerCase(Locale.ROOT),
        plan.privacy().fields().written(plan.type()),
        plan.ledger().isServer() ? "ledger" : "none");
  }

  private static RunCounters read(
      Pipeline pipeline,
      String run,
      Runner runner,
      FileChoice choice,
      Path folder,
      Workers workers,
      RunListener listener)
      throws InterruptedException {
    PipelineResult result = runner.start(pipeline);
    awaitModel(result, workers);
    listener.entered(RunListener.Phase.READING);
    listener.started(choice.files());
    AtomicBoolean over = new AtomicBoolean();
    Thread watcher = watch(result, workers, listener, over);
    try {
      finish(result, runner, folder, workers::isStopping);
    } finally {
      over.set(true);
      watcher.interrupt();
      watcher.join();
    }
    RunCounters counters = workers.counters(result, run);
    listener.progressed(counters.progress(), workers.statistics(counters).usage().total());
    return counters;
  }

  private static void write(JobPlan plan, Runner runner, String run, int files, Path folder) {
    Pipeline pipeline = Pipeline.create(runner.options(plan, NightlyPipeline.shards(files)));
    NightlyPipeline.write(pipeline, plan, run, files, folder.toString());
    finish(runner.start(pipeline), runner, folder, () -> false);
  }

  /**
   * Waits for the end.
   *
   * @param cut whether another end than that of all steps was asked for
   */
  private static void finish(
      PipelineResult result, Runner runner, Path folder, BooleanSupplier cut) {
    try {
      PipelineResult.State state = runner.await(result);
      if (state != PipelineResult.State.DONE && !cut.getAsBoolean()) {
        throw runner.failed(state);
      }
    } catch (Pipeline.PipelineExecutionException e) {
      throw unwrapped(e, folder);
    }
  }

  /** The first documents are extracted while the model is loaded; without it they are given up. */
  private static void awaitModel(PipelineResult result, Workers workers) {
    try {
      workers.awaitModel();
    } catch (RuntimeException e) {
      try {
        result.cancel();
      } catch (IOException | RuntimeException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  /** Watches in a thread of its own, until the flag is up. */
  private static Thread watch(
      PipelineResult result, Workers workers, RunListener listener, AtomicBoolean over) {
    Thread watcher =
        new Thread(
            () -> {
              // Engines may swallow an interruption: the flag counts.
              while (!over.get()) {
                look(result, workers, listener);
                try {
                  Thread.sleep(workers.watchMillis());
                } catch (InterruptedException e) {
                  // Most likely the run is over.
                }
              }
            },
            "run-watcher");
    watcher.setDaemon(true);
    watcher.start();
    return watcher;
  }

  private static void look(PipelineResult result, Workers workers, RunListener listener) {
    if (listener.isStopping()) {
      workers.stop(result);
    }
    listener.waiting(workers.waitsFor());
    RunCounters counters = RunCounters.of(result);
    listener.progressed(counters.progress(), workers.statistics(counters).usage().total());
  }

  /** What a function threw, out of the layers that Beam puts around it. */
  private static RuntimeException unwrapped(Pipeline.PipelineExecutionException e, Path folder) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof StoreException store) {
        return store;
      }
      if (cause instanceof IOException written) {
        // Reading files gives failures, never exceptions: only the writing of tables throws this.
        return OutputException.of(folder, written);
      }
    }
    return e;
  }

  private static RunReport report(
      String run,
      FileChoice choice,
      Changes changes,
      RunCounters counters,
      Workers workers,
      Savings savings,
      long start,
      Path output) {
    EngineStatistics engine = workers.statistics(counters);
    return new RunReport(
        run,
        workers.books().model(),
        choice.files(),
        counters.count("parts"),
        counters.count("documents"),
        counters.count("documents.recalled"),
        counters.failures(),
        counters.count("pages"),
        counters.count("characters"),
        counters.count("chunks"),
        counters.count("fields.found") + counters.count("fields.reviewed"),
        counters.count("fields.needs_review"),
        counters.count("fields.ungrounded"),
        counters.usage(),
        System.nanoTime() - start,
        engine.loadNanos(),
        counters.count("extract.nanos"),
        engine.prefillNanos(),
        engine.decodeNanos(),
        savings,
        output,
        workers.books().audit().head(),
        changes,
        choice.left(),
        counters.routes());
  }
}
