package dev.cartulary.estimate;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Files that the model read before the sample, so that the sample is read at the pace of a long
 * run. What they took is known: they are no part of the sample, and of what it stands for.
 *
 * @param measured of each file, in their order
 */
public record ReadFirst(List<FileSizes> files, List<Measured> measured) {
  public ReadFirst {
    files = List.copyOf(files);
    measured = List.copyOf(measured);
    if (files.size() != measured.size()) {
      throw new IllegalArgumentException(measured.size() + " measured of " + files.size());
    }
  }

  long sum(ToLongFunction<FileSizes> size) {
    return files.stream().mapToLong(size).sum();
  }

  Estimated took(ToDoubleFunction<Measured> figure) {
    return Estimated.exactly(measured.stream().mapToDouble(figure).sum());
  }
}
