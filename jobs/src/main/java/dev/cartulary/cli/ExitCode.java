package dev.cartulary.cli;

/** What a command tells the shell. */
final class ExitCode {
  /** Everything was done. */
  static final int OK = 0;

  /** A fault of this program, or of the machine in the middle of a run. */
  static final int FAULT = 1;

  /** The arguments, the job file, or something that they name is wrong. */
  static final int USAGE = 2;

  /** Done; some documents are in the failures table. */
  static final int SOME_FAILED = 3;

  /** An evaluation is worse than the one that it was held against. */
  static final int WORSE = 4;

  /** The audit trail is not as it was written. */
  static final int TAMPERED = 5;

  /** A run was asked to stop, and did; what was done is kept. */
  static final int STOPPED = 6;

  private ExitCode() {}
}
