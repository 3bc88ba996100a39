package dev.cartulary.estimate;

/**
 * How much the model reads for an estimate.
 *
 * @param files drawn at least, 2 or more
 * @param seconds that the model works on what is drawn, about: a machine's pace is not seen in less
 *     time; 0 for as long as the files take
 * @param seed which files are drawn
 */
public record Effort(int files, int seconds, long seed) {
  /** Less does not show a spread. */
  public static final int LEAST_FILES = 2;

  public Effort {
    if (files < LEAST_FILES || seconds < 0) {
      throw new IllegalArgumentException(files + " files in " + seconds + " seconds");
    }
  }
}
