package dev.cartulary.beam;

/** Hears how a run goes on; called from one thread at a time, about once a second. */
public interface RunListener {
  /** The model is loaded and the work is known. */
  void started(int files);

  /**
   * Work done so far.
   *
   * @param tokens that the model has computed in this run
   */
  void progressed(Done done, long tokens);

  /**
   * What is done.
   *
   * @param files documents and failures, of files and of what was found inside of them
   * @param parts found inside of files so far, which are more work
   */
  record Done(long files, long parts) {}
}
