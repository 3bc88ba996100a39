package dev.cartulary.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;

/** Files drawn by chance out of strata of like size; the same seed draws the same files. */
public record Sample(List<Stratum> strata) {
  /*
   * The costs of a file are nearly proportional to its size, and so is their spread, and so is what
   * it costs to draw one. The allocation with the least error for the least work is then, by
   * Cochran, Sampling Techniques, 3rd edition, section 5.5, in proportion to the files times the
   * square root of their size: strata with equal sums of square roots, drawn from equally.
   */
  private static final int MOST_STRATA = 4;
  private static final int LEAST_DRAWN = 2;

  public Sample {
    strata = List.copyOf(strata);
    if (strata.isEmpty()) {
      throw new IllegalArgumentException("a sample of nothing");
    }
  }

  /**
   * Draws.
   *
   * @param wanted how many files; all are drawn where there are no more
   */
  public static Sample draw(List<FileSizes> files, int wanted, long seed) {
    if (files.isEmpty() || wanted < LEAST_DRAWN) {
      throw new IllegalArgumentException(wanted + " drawn of " + files.size() + " files");
    }
    List<FileSizes> sorted =
        files.stream()
            .sorted(Comparator.comparing(FileSizes::askedTokens).thenComparing(FileSizes::name))
            .toList();
    if (files.size() <= wanted) {
      return new Sample(List.of(new Stratum(sorted, sorted)));
    }
    List<List<FileSizes>> groups = groups(sorted, Math.min(MOST_STRATA, wanted / LEAST_DRAWN));
    SplittableRandom random = new SplittableRandom(seed);
    List<Stratum> strata = new ArrayList<>();
    int left = wanted;
    // From the smallest on: what a stratum of few files cannot use goes to the others.
    groups.sort(Comparator.comparingInt(List::size));
    for (int i = 0; i < groups.size(); i++) {
      List<FileSizes> group = groups.get(i);
      int share = Math.min(group.size(), left / (groups.size() - i));
      left -= share;
      strata.add(new Stratum(group, drawn(group, share, random)));
    }
    return new Sample(strata);
  }

  /** Neighbours by size; each group has at least two files. */
  private static List<List<FileSizes>> groups(List<FileSizes> sorted, int wanted) {
    double all = sorted.stream().mapToDouble(Sample::root).sum();
    List<List<FileSizes>> groups = new ArrayList<>();
    List<FileSizes> group = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < sorted.size(); i++) {
      group.add(sorted.get(i));
      sum += root(sorted.get(i));
      boolean full = sum >= all * (groups.size() + 1) / wanted;
      if (full && group.size() >= LEAST_DRAWN && sorted.size() - i - 1 >= LEAST_DRAWN) {
        groups.add(group);
        group = new ArrayList<>();
      }
    }
    groups.add(group);
    return groups;
  }

  private static double root(FileSizes file) {
    return Math.sqrt(file.askedTokens() + 1.0);
  }

  /** Without replacement, in the order of their size. */
  private static List<FileSizes> drawn(List<FileSizes> group, int count, SplittableRandom random) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      places.add(i);
    }
    for (int i = 0; i < count; i++) {
      int other = i + random.nextInt(places.size() - i);
      int place = places.get(i);
      places.set(i, places.get(other));
      places.set(other, place);
    }
    return places.subList(0, count).stream().sorted().map(group::get).toList();
  }

  /** All drawn files, stratum by stratum. */
  public List<FileSizes> drawn() {
    return strata.stream().flatMap(stratum -> stratum.drawn().stream()).toList();
  }

  /** The sum of a size over all files, drawn or not. */
  public long sum(ToLongFunction<FileSizes> size) {
    return strata.stream().flatMap(stratum -> stratum.files().stream()).mapToLong(size).sum();
  }
}
