package dev.cartulary.cli;

import dev.cartulary.audit.AuditEvent;
import dev.cartulary.beam.RoutingPlan;
import dev.cartulary.config.Job;
import dev.cartulary.desk.Desk;
import dev.cartulary.desk.Labels;
import dev.cartulary.desk.Queue;
import dev.cartulary.desk.ReviewServer;
import dev.cartulary.ledger.FinishedRun;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.parquet.OutputFolder;
import dev.cartulary.report.KeptPictures;
import dev.cartulary.yaml.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The review of what the last run of a job delivered. */
final class ReviewSession {
  private final Job job;

  private ReviewSession(Job job) {
    this.job = job;
  }

  /** Who waits for the persons to finish. */
  interface Listener extends BooleanSupplier {
    /**
     * It can begin.
     *
     * @param addresses by reviewer
     */
    void opened(Map<String, String> addresses, Queue queue);
  }

  /**
   * What came of it.
   *
   * @param made decisions
   * @param ending null if the listener wanted the end
   */
  record Result(int made, int open, ReviewServer.@Nullable Ending ending) {}

  static Result of(Job job, List<String> reviewers, int port, Listener listener, Clock clock) {
    ReviewSession session = new ReviewSession(job);
    session.requireTexts();
    return Door.listening(job)
        .openLedger(ledger -> session.serve(ledger, reviewers, port, listener, clock));
  }

  /** Writes what persons decided as labels; how many documents have any. */
  static int labels(Job job, Path folder) {
    ReviewSession session = new ReviewSession(job);
    session.requireTexts();
    return Door.of(job)
        .openLedger(
            ledger -> {
              Queue queue = session.queue(ledger);
              ledger
                  .audit()
                  .append(
                      new AuditEvent.ValuesRead(
                          "review --labels", job.name(), job.output().toString()));
              return Labels.write(queue, folder);
            });
  }

  private void requireTexts() {
    if (job.privacy().hides()) {
      throw refused(
          "privacy: this job hides identifiers, so no text is kept in which a person could look;"
              + " review a job that keeps them (privacy: {mode: keep})");
    }
    if (!job.report().texts()) {
      throw refused(
          "report.text: this job keeps no texts in which a person could look; take the line out and"
              + " run the job with --force");
    }
  }

  private Queue queue(Ledger ledger) {
    Optional<FinishedRun> run = ledger.runs().last(job.name());
    if (run.isEmpty()) {
      throw refused(
          "ledger: it holds no finished run of this job; cartulary run "
              + job.file()
              + " makes one");
    }
    RoutingPlan routing = Plans.routing(job);
    Queue queue =
        new Queue(
            ledger.reviews(RoutingPlan.trust(routing, job.reviewThreshold())),
            RoutingPlan.router(routing, job.type()),
            ledger.runs().delivery(run.get().id()),
            job.type(),
            job.reviewThreshold());
    if (queue.size() == 0) {
      throw refused(
          "ledger: it keeps no text of the last run's documents; cartulary run --force "
              + job.file()
              + " reads them anew and keeps them");
    }
    return queue;
  }

  private Result serve(
      Ledger ledger, List<String> reviewers, int port, Listener listener, Clock clock) {
    Queue queue = queue(ledger);
    Desk desk =
        new Desk(
            ledger,
            job.name(),
            queue,
            KeptPictures.of(job.output().resolve(OutputFolder.LATEST).resolve(OutputFolder.PAGES)),
            clock,
            ZoneId.systemDefault());
    try (ReviewServer server = new ReviewServer(desk, reviewers, port, clock)) {
      listener.opened(server.addresses(), queue);
      ReviewServer.@Nullable Ending ending = server.await(listener).orElse(null);
      return new Result(desk.made(), queue.open(), ending);
    } catch (IOException e) {
      throw refused(
          "--port "
              + port
              + ": it cannot be listened to ("
              + e.getClass().getSimpleName()
              + "); another program has it; name another port, or none");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the review was interrupted", e);
    }
  }

  private ConfigurationException refused(String problem) {
    return new ConfigurationException(job.file().toString(), List.of(problem));
  }
}
