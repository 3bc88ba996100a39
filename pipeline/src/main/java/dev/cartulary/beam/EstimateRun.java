package dev.cartulary.beam;

import static java.util.stream.Collectors.toList;

import dev.cartulary.accounting.Savings;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.SourceFile;
import dev.cartulary.egress.EgressGuard;
import dev.cartulary.estimate.Estimate;
import dev.cartulary.estimate.EstimateException;
import dev.cartulary.estimate.FileSizes;
import dev.cartulary.estimate.Measured;
import dev.cartulary.estimate.Sample;
import dev.cartulary.estimate.WarmUp;
import dev.cartulary.file.FileHasher;
import dev.cartulary.file.FolderScan;
import dev.cartulary.file.ListedFile;
import dev.cartulary.outcome.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
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
   * @param wanted how many files the model reads; at least 2
   * @param listener hears of the parsing of all files, then of the reading of the sample
   * @throws dev.cartulary.file.InputFolderException if there is nothing to read
   * @throws EstimateException if nothing of it has a text
   */
  public static Result run(JobPlan plan, int wanted, long seed, RunListener listener)
      throws InterruptedException {
    List<ListedFile> files =
        new FolderScan(plan.includes(), plan.excludes()).list(Path.of(plan.inputFolder()));
    WorkerServices services = WorkerServices.acquire(plan);
    try {
      return new EstimateRun(plan, services).run(files, wanted, seed, listener);
    } finally {
      services.release();
    }
  }

  private Result run(List<ListedFile> files, int wanted, long seed, RunListener listener)
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
    Sample sample = Sample.draw(List.copyOf(sizes.keySet()), wanted, seed);
    services.awaitModel();
    Set<FileSizes> drawn = Set.copyOf(sample.drawn());
    List<FileSizes> others =
        sizes.keySet().stream().filter(file -> !drawn.contains(file)).collect(toList());
    Collections.shuffle(others, new Random(seed));
    List<FileSizes> before = others.subList(0, Math.min(wanted / 2, others.size()));
    Read read =
        read(
            before.stream().map(sizes::get).toList(),
            sample.drawn().stream().map(sizes::get).toList(),
            others.stream().map(sizes::get).toList(),
            listener);
    Estimate estimate =
        Estimate.of(
            sample,
            read.sample(),
            new WarmUp(
                before.stream().mapToLong(FileSizes::askedTokens).sum(),
                read.before().stream().mapToLong(Measured::modelNanos).sum()),
            unreadable + sources.size() - sizes.size(),
            Math.max(plan.hardware().cores(), plan.limits().processes()),
            seed);
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
            heard(listener, done.incrementAndGet(), 0);
            return sizes == null ? List.of() : List.of(sizes);
          });
    }
    List<List<FileSizes>> found = sideBySide(plan.limits().processes(), tasks);
    Map<FileSizes, SourceFile> sizes = new LinkedHashMap<>();
    for (int i = 0; i < sources.size(); i++) {
      for (FileSizes each : found.get(i)) {
        sizes.put(each, sources.get(i));
      }
    }
    return sizes;
  }

  /** What was measured of files that were read first, and of the sample. */
  private record Read(List<Measured> before, List<Measured> sample) {}

  /**
   * Has the model read files, as a run noted in the ledger.
   *
   * @param before are read first: a model that has just started is slower
   * @param others are parsed beside it
   */
  private Read read(
      List<SourceFile> before,
      List<SourceFile> sample,
      List<SourceFile> others,
      RunListener listener)
      throws InterruptedException {
    String run = NightlyRun.newId();
    services.books().start(run);
    listener.started(before.size() + sample.size());
    AtomicInteger done = new AtomicInteger();
    List<MeasuredDeliveries> deliveries = new ArrayList<>();
    Read read =
        besideParsers(
            others,
            () ->
                new Read(
                    measured(run, before, deliveries, done, listener),
                    measured(run, sample, deliveries, done, listener)));
    services
        .books()
        .runs()
        .finish(
            run,
            deliveries.stream().mapToInt(MeasuredDeliveries::documents).sum(),
            deliveries.stream().mapToInt(MeasuredDeliveries::failures).sum());
    return read;
  }

  private List<Measured> measured(
      String run,
      List<SourceFile> files,
      List<MeasuredDeliveries> deliveries,
      AtomicInteger done,
      RunListener listener)
      throws InterruptedException {
    List<Callable<Measured>> tasks = new ArrayList<>();
    for (SourceFile file : files) {
      MeasuredDeliveries of =
          new MeasuredDeliveries(services.books().runs(), run, services.books().work());
      deliveries.add(of);
      tasks.add(
          () -> {
            services.tree().read(List.of(file), of);
            heard(listener, done.incrementAndGet(), services.statistics().usage().total());
            return of.measured(services.books().documents());
          });
    }
    return sideBySide(plan.readers(), tasks);
  }

  /**
   * Does work while parsers are as busy as in a run: on few cores they slow the model down, and its
   * seconds would be too few without them.
   */
  private <T> T besideParsers(List<SourceFile> files, Callable<T> work)
      throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(plan.limits().processes());
    AtomicBoolean over = new AtomicBoolean(files.isEmpty());
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> parsing = new ArrayList<>();
    for (int i = 0; i < plan.limits().processes(); i++) {
      parsing.add(
          pool.submit(
              () -> {
                while (!over.get()) {
                  services.sizing().of(files.get(next.getAndIncrement() % files.size()));
                }
                return null;
              }));
    }
    try {
      return work.call();
    } catch (InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      over.set(true);
      pool.shutdown();
      // Parsers are closed with the services: none may be in use then.
      for (Future<?> each : parsing) {
        try {
          each.get();
        } catch (ExecutionException e) {
          // What a file is worth was found out before; here it only kept a parser busy.
        }
      }
    }
  }

  private void heard(RunListener listener, int files, long tokens) {
    synchronized (this) {
      listener.progressed(new RunListener.Done(files, 0), tokens);
    }
  }

  /**
   * The results, in the order of the tasks; the first exception is thrown, and the rest given up.
   */
  private static <T> List<T> sideBySide(int threads, List<Callable<T>> tasks)
      throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<T>> futures = new ArrayList<>();
      tasks.forEach(task -> futures.add(pool.submit(task)));
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
