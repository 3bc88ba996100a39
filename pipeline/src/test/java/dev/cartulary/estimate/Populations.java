package dev.cartulary.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Folders of files as people have them: many small ones, a few very large ones. */
final class Populations {
  private Populations() {}

  static List<FileSizes> skewed(long seed, int files) {
    SplittableRandom random = new SplittableRandom(seed);
    List<FileSizes> all = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      long tokens = Math.round(Math.exp(8 + 1.2 * normal(random)));
      all.add(new FileSizes("file " + i, 1, 1 + tokens / 500, tokens * 4, tokens, tokens * 1_000));
    }
    return all;
  }

  /** About normal: twelve uniform numbers less six. */
  static double normal(SplittableRandom random) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }
}
