package dev.cartulary.estimate;

import java.util.List;

/**
 * Files of like size, and those among them that were drawn.
 *
 * @param drawn at least two, or all
 */
public record Stratum(List<FileSizes> files, List<FileSizes> drawn) {
  public Stratum {
    files = List.copyOf(files);
    drawn = List.copyOf(drawn);
    if (drawn.size() < Math.min(2, files.size()) || drawn.size() > files.size()) {
      throw new IllegalArgumentException(
          drawn.size() + " drawn among " + files.size() + " tell nothing of their spread");
    }
  }

  /** Whether nothing is left to be estimated. */
  boolean isWhole() {
    return drawn.size() == files.size();
  }
}
