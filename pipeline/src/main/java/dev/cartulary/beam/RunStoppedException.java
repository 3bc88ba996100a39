package dev.cartulary.beam;

/** A run that was asked to stop, and did; the message says how far it came. */
public final class RunStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RunStoppedException(long done, long files) {
    super(
        "stopped: "
            + done
            + " of "
            + files
            + " documents are done and kept in the ledger; run the job again to go on");
  }
}
