package dev.cartulary.cli;

import dev.cartulary.accounting.Savings;
import dev.cartulary.beam.RunListener;
import dev.cartulary.beam.RunReport;
import dev.cartulary.config.Books;
import dev.cartulary.config.Job;
import java.util.Optional;

/** What commands set going; everything behind the command line. */
interface Operations {
  /** Runs a job to its end. */
  RunReport run(Job job, RunListener listener);

  /** The costs of the last finished run; empty when there was none. */
  Optional<Savings> savings(Books books);
}
