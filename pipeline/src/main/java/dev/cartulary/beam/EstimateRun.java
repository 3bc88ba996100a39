package dev.cartulary.beam;

import dev.cartulary.accounting.Savings;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.SourceFile;
import dev.cartulary.egress.EgressGuard;
import dev.cartulary.estimate.Effort;
import dev.cartulary.estimate.Estimate;
import dev.cartulary.estimate.EstimateException;
import dev.cartulary.estimate.FileSizes;
import dev.cartulary.file.FileHasher;
import dev.cartulary.file.FolderScan;
import dev.cartulary.file.ListedFile;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.parallel.SideBySide;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Estimates what a job would take: parses all its files, and has the model read a few of them.
 *
 * <p>What the model read stays in the ledger as finished work, which a later run of the job does
 * not do again. No tables are written.
 */
public final class EstimateRun {
  private final JobPlan plan;
  private final WorkerServices services;

  private EstimateRun(JobPlan plan, WorkerServices services) {
    this.plan = plan;
    this.services = services;
  }

  /** An estimate and the comparison of costs that follows from it. */
  public record Result(Estimate estimate, Savings savings) {}

  /**
   * Estimates.
   *
   * @param plan its name is the estimate's own, so that the last run of the job stays the last; its
   *     output folder is not touched
   * @param effort how much the model reads
   * @param listener hears of the parsing of all files, then of the reading of the sample
   * @throws dev.cartulary.file.InputFolderException if there is nothing to read
   * @throws EstimateException if nothing of it has a text
   */
  public static Result run(JobPlan plan, Effort effort, RunListener listener)
      throws InterruptedException {
    List<ListedFile> files =
        new FolderScan(plan.includes(), plan.excludes()).list(Path.of(plan.inputFolder()));
    WorkerServices services = WorkerServices.acquire(plan);
    try {
      return new EstimateRun(plan, services).run(files, effort, listener);
    } finally {
      services.release();
    }
  }

  private Result run(List<ListedFile> files, Effort effort, RunListener listener)
      throws InterruptedException {
    Map<DocumentId, SourceFile> sources = new LinkedHashMap<>();
    int unreadable = 0;
    for (ListedFile file : files) {
      if (FileHasher.hash(file) instanceof Outcome.Ok<SourceFile> source) {
        sources.putIfAbsent(source.value().id(), source.value());
      } else {
        unreadable++;
      }
    }
    Map<FileSizes, SourceFile> sizes = sizes(List.copyOf(sources.values()), listener);
    if (sizes.isEmpty()) {
      throw new EstimateException(
          "no file in "
              + plan.inputFolder()
              + " has a text to estimate from; cartulary run says of each file why");
    }
    services.awaitModel();
    services.extractor().renew();
    SampledReading.Read read = new SampledReading(plan, services, sizes, listener).read(effort);
    Estimate estimate =
        Estimate.of(
            read.sample(),
            read.measured(),
            read.first(),
            unreadable + sources.size() - sizes.size(),
            Math.max(plan.rates().hardware().cores(), plan.limits().processes()),
            effort.seed());
    EgressGuard.check();
    return new Result(estimate, services.books().savings(estimate.work(), estimate.costTotals()));
  }

  /** The files that have a text, by their sizes; names tell equal ones apart. */
  private Map<FileSizes, SourceFile> sizes(List<SourceFile> sources, RunListener listener)
      throws InterruptedException {
    listener.started(sources.size());
    AtomicInteger done = new AtomicInteger();
    List<Callable<List<FileSizes>>> tasks = new ArrayList<>();
    for (SourceFile source : sources) {
      tasks.add(
          () -> {
            FileSizes sizes =
                services.books().documents().isBarred(source.id())
                    ? null
                    : services.sizing().of(source);
            synchronized (done) {
              listener.progressed(new RunListener.Done(done.incrementAndGet(), 0), 0);
            }
            return sizes == null ? List.of() : List.of(sizes);
          });
    }
    List<List<FileSizes>> found = SideBySide.all(plan.limits().processes(), tasks);
    Map<FileSizes, SourceFile> sizes = new LinkedHashMap<>();
    for (int i = 0; i < sources.size(); i++) {
      for (FileSizes each : found.get(i)) {
        sizes.put(each, sources.get(i));
      }
    }
    return sizes;
  }
}
