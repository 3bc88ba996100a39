package dev.cartulary.beam;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toList;

import dev.cartulary.document.SourceFile;
import dev.cartulary.estimate.Effort;
import dev.cartulary.estimate.FileSizes;
import dev.cartulary.estimate.Measured;
import dev.cartulary.estimate.ReadFirst;
import dev.cartulary.estimate.Sample;
import dev.cartulary.parallel.SideBySide;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** Has the model read some of many files, as a run that is noted in the ledger. */
final class SampledReading {
  private static final double NANOS = 1e9;

  private final JobPlan plan;
  private final WorkerServices services;
  private final Map<FileSizes, SourceFile> files;
  private final RunListener listener;
  private final String run = NightlyRun.newId();
  private final List<MeasuredDeliveries> deliveries = new ArrayList<>();

  SampledReading(
      JobPlan plan,
      WorkerServices services,
      Map<FileSizes, SourceFile> files,
      RunListener listener) {
    this.plan = plan;
    this.services = services;
    this.files = files;
    this.listener = listener;
  }

  /**
   * What was read.
   *
   * @param measured of the sample, in the order in which it was drawn
   * @param first is in no sample
   */
  record Read(Sample sample, List<Measured> measured, ReadFirst first) {}

  /** Draws files, and reads them as a run does: as many at a time, with as many parsers. */
  Read read(Effort effort) throws InterruptedException {
    services.books().start(run);
    Read read = drawn(effort);
    services
        .books()
        .runs()
        .finish(
            run,
            deliveries.stream().mapToInt(MeasuredDeliveries::documents).sum(),
            deliveries.stream().mapToInt(MeasuredDeliveries::failures).sum());
    return read;
  }

  /**
   * A model that has just started is slower: some files are read first, until it has worked for
   * half of the time. By their pace as many are drawn as will take the whole of it.
   */
  private Read drawn(Effort effort) throws InterruptedException {
    List<FileSizes> rest =
        files.keySet().stream().sorted(Comparator.comparing(FileSizes::name)).collect(toList());
    Collections.shuffle(rest, new Random(effort.seed()));
    List<FileSizes> first = new ArrayList<>();
    List<Measured> measured = new ArrayList<>();
    double pace = 0;
    double seconds = 0;
    for (int batch = effort.files() / 2;
        rest.size() > effort.files() && (first.isEmpty() || seconds < effort.seconds() / 2.0);
        batch *= 2) {
      List<FileSizes> some = rest.subList(0, Math.min(batch, rest.size() - effort.files()));
      List<FileSizes> next = List.copyOf(some);
      some.clear();
      List<Measured> took = measured(next);
      double busy = took.stream().mapToLong(Measured::modelNanos).sum() / NANOS;
      pace = busy / Math.max(1, next.stream().mapToLong(FileSizes::askedTokens).sum());
      seconds += busy;
      first.addAll(next);
      measured.addAll(took);
      if (busy == 0) {
        break; // the model has nothing to do in such files
      }
    }
    Sample sample = sample(rest, effort, pace);
    return new Read(sample, measured(sample.drawn()), new ReadFirst(first, measured));
  }

  private static Sample sample(List<FileSizes> from, Effort effort, double secondsPerToken) {
    int wanted = effort.files();
    Sample sample = Sample.draw(from, wanted, effort.seed());
    while (secondsPerToken > 0
        && wanted < from.size()
        && secondsPerToken * sample.drawn().stream().mapToLong(FileSizes::askedTokens).sum()
            < effort.seconds()) {
      wanted += 1 + wanted / 8;
      sample = Sample.draw(from, wanted, effort.seed());
    }
    return sample;
  }

  private List<Measured> measured(List<FileSizes> sizes) throws InterruptedException {
    listener.started(sizes.size());
    AtomicInteger done = new AtomicInteger();
    List<Callable<Measured>> tasks = new ArrayList<>();
    for (FileSizes each : sizes) {
      MeasuredDeliveries of =
          new MeasuredDeliveries(services.books().runs(), run, services.books().work());
      deliveries.add(of);
      SourceFile file = requireNonNull(files.get(each));
      tasks.add(
          () -> {
            services.tree().read(List.of(file), of);
            synchronized (done) {
              listener.progressed(
                  new RunListener.Done(done.incrementAndGet(), 0),
                  services.statistics().usage().total());
            }
            return of.measured(services.books().documents());
          });
    }
    return SideBySide.all(plan.readers(), tasks);
  }
}
