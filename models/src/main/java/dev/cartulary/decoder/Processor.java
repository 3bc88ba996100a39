package dev.cartulary.decoder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What the processor can do that decides how numbers are rounded. */
public final class Processor {
  private static final Path DESCRIPTION = Path.of("/proc/cpuinfo");

  private Processor() {}

  /**
   * Steps from zero to a row's largest activation with 8-bit weights. Without AVX-512 VNNI, fbgemm
   * adds pairs of products in 16 bits, which 7 bits do not overflow; with it there is room for 8.
   */
  public static int activationSteps() {
    return multipliesBytes() ? 127 : 63;
  }

  /** Whether it has instructions for products of bytes, AVX-512 VNNI. */
  static boolean multipliesBytes() {
    return has("avx512_vnni");
  }

  /** Whether it has instructions for products of bfloat16, AVX-512 BF16. */
  static boolean multipliesHalves() {
    return has("avx512_bf16");
  }

  private static boolean has(String flag) {
    try {
      return Files.exists(DESCRIPTION) && names(Files.readAllLines(DESCRIPTION), flag);
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Every processor must have it: threads go from one to another. */
  static boolean names(List<String> description, String flag) {
    List<String> flags = description.stream().filter(line -> line.startsWith("flags")).toList();
    return !flags.isEmpty()
        && flags.stream().allMatch(line -> Arrays.asList(line.split("\\s+")).contains(flag));
  }
}
