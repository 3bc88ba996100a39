package dev.cartulary.beam;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Hears how a run goes on; called from one thread at a time, about ten times a second. */
public interface RunListener {
  /** What a run is about. */
  enum Phase {
    /** Listing the documents, opening the ledger, loading the model. */
    PREPARING,
    /** Documents are read. */
    READING,
    /** Tables are written. */
    WRITING
  }

  /** A run has this name. */
  default void named(String run) {}

  default void entered(Phase phase) {}

  /** The model is loaded and the work is known. */
  void started(int files);

  /**
   * Work done so far.
   *
   * @param tokens that the model has computed in this run
   */
  void progressed(Done done, long tokens);

  /**
   * Something else must come first.
   *
   * @param what in a sentence; null when the run goes on
   */
  default void waiting(@Nullable String what) {}

  /** Whether the run is to end as soon as what is in work is done. */
  default boolean isStopping() {
    return false;
  }

  /**
   * So many pages were drawn for the report by now. Called from any thread, between {@link
   * Phase#WRITING} and the end.
   */
  default void drawn(long pages) {}

  /**
   * The run's pages could not be written; its tables are complete.
   *
   * @param cause in a sentence
   */
  default void unreported(String cause) {}

  /**
   * The tables are written, and become visible next.
   *
   * @param folder that holds them, and takes what else becomes visible with them
   */
  default void completing(RunReport report, Path folder) throws IOException {}

  /**
   * What is done.
   *
   * @param files documents and failures, of files and of what was found inside of them
   * @param parts found inside of files so far, which are more work
   */
  record Done(long files, long parts) {}
}
