package dev.cartulary.checkpoint;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a tensor stands in its file.
 *
 * @param type as the file names it, for example {@code BF16}
 * @param offset of the first byte, from the beginning of the file
 */
public record StoredTensor(
    String name, String type, List<Integer> shape, Path file, long offset, long bytes) {
  public StoredTensor {
    shape = List.copyOf(shape);
  }

  public long elements() {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }
}
