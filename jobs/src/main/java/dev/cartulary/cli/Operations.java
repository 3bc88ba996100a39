package dev.cartulary.cli;

import dev.cartulary.accounting.PriceBook;
import dev.cartulary.accounting.Savings;
import dev.cartulary.audit.AuditVerdict;
import dev.cartulary.audit.KeptHead;
import dev.cartulary.beam.EstimateRun;
import dev.cartulary.beam.RunListener;
import dev.cartulary.beam.RunReport;
import dev.cartulary.beam.Selection;
import dev.cartulary.config.Books;
import dev.cartulary.config.Job;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.courier.Courier;
import dev.cartulary.courier.Outbox;
import dev.cartulary.estimate.Effort;
import dev.cartulary.export.Export;
import dev.cartulary.parquet.OpenedValues.OpenedValue;
import dev.cartulary.parquet.StoredRun;
import dev.cartulary.retention.Choice;
import dev.cartulary.retention.PurgeReport;
import dev.cartulary.status.FailureList;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What commands set going; everything behind the command line. */
interface Operations {
  /**
   * Runs a job to its end.
   *
   * @param patience how long to wait for another run that is in the way
   */
  RunReport run(Job job, Selection selection, Duration patience, RunListener listener);

  /**
   * What a finished run could not read; empty where there is no such run.
   *
   * @param run null for the last one
   */
  Optional<FailureList> failures(Books books, @Nullable String run);

  /**
   * Estimates what a job would take.
   *
   * @param effort how much the model reads
   */
  EstimateRun.Result estimate(Job job, Effort effort, RunListener listener);

  /** The costs of finished runs; empty when there was none. */
  Optional<Savings> savings(Books books, Supposition supposition);

  /** The price book, with its history. */
  PriceBook prices(Books books);

  /**
   * Adds prices to the book, all or none.
   *
   * @throws IllegalArgumentException if one contradicts the book; the message says which
   */
  PriceBook.Change importPrices(Books books, List<CloudPrice> prices);

  /** Notes in the audit trail that a command is about to read values. */
  void noteReading(Job job, String command, Path folder);

  /** The values in a folder that a job has written. */
  StoredRun stored(Job job, Path folder);

  /** Notes that values are read, and gives those of a job's latest output, decrypted. */
  void readValues(Books books, Consumer<OpenedValue> to);

  /**
   * Notes that values are read, and writes those of a run, decrypted.
   *
   * @param folder the job's output folder, or another one that it has written
   */
  Export.Counts export(Books books, Path folder, Export export);

  /**
   * Notes that values are read, and tells how those of one field of a document came about.
   *
   * @param document as {@link dev.cartulary.explain.Chosen#in} takes it; {@code field} likewise
   */
  Explanation explain(Job job, String document, String field);

  /**
   * Serves the pages on which persons decide about fields, until they have left.
   *
   * @param reviewers who may enter
   * @param port 0 for any that is free
   */
  ReviewSession.Result review(
      Job job, List<String> reviewers, int port, ReviewSession.Listener listener);

  /**
   * Writes what persons decided as labels, and notes that it did.
   *
   * @return how many documents have labels
   */
  int exportLabels(Job job, Path folder);

  /**
   * The questions that the last run of a job left for its endpoint.
   *
   * @param shown whether their passages are shown, which is noted
   */
  Outbox escalations(Job job, boolean shown);

  /**
   * Allows questions to be sent, or takes that back.
   *
   * @param ids beginnings of their ids; none for all
   * @return how many were changed
   */
  int changeEscalations(Job job, List<String> ids, String by, boolean allow);

  /**
   * Sends what may be sent, and keeps the answers.
   *
   * @param environment where the endpoint's key is looked up
   */
  Courier.Sent sendEscalations(Job job, Map<String, String> environment, Courier.Watcher watcher);

  /** Checks the audit trail. */
  AuditVerdict verifyAudit(Books books, @Nullable KeptHead kept);

  /** Gives the audit trail's events, each as a line, and notes that it did. */
  void exportAudit(Books books, Consumer<String> to);

  /**
   * Removes documents, or counts what would be removed.
   *
   * @param forgotten whether the documents may be read again
   */
  PurgeReport purge(Books books, Choice choice, boolean forgotten, boolean dryRun);
}
