package dev.cartulary.beam;

/** Hears how a run goes on; called from one thread at a time, about once a second. */
public interface RunListener {
  /** The model is loaded and the work is known. */
  void started(int files);

  /**
   * Work done so far.
   *
   * @param files documents and failures
   * @param tokens that the model has computed in this run
   */
  void progressed(long files, long tokens);
}
