package dev.cartulary.decoder;

import static java.util.Objects.requireNonNull;

import dev.cartulary.checkpoint.ModelConfig;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where a model computes, and how.
 *
 * @param label PyTorch's name
 * @param precisions for which it has kernels
 * @param halves whether attention and its keys and values have 16 bits where the precision is
 *     bfloat16; else they have 32
 * @param results how many results of an MLP's products are computed at a time, at least a row's
 * @param scores up to how many scores of these rows are plain products; more go through libtorch's
 *     fused attention, which never holds them all. Of branches so many are computed at a time; 0
 *     for all
 * @param kernelScores from how many scores of the rows of one key head on branches are worth a
 *     kernel of their own for each shape
 * @param block how many rows of a prefix's attention are computed at a time
 * @param smallParameters up to how many parameters a model is small: its operations are shorter
 *     than it takes to share them out among threads, or to make a kernel for each shape
 */
public record Device(
    String label,
    Set<Precision> precisions,
    boolean halves,
    int results,
    int scores,
    int kernelScores,
    int block,
    long smallParameters) {
  /** The processors of the machine. 10 MB of results stay in their cache, 5 MB of scores. */
  public static final Device CPU =
      new Device(
          "cpu",
          EnumSet.allOf(Precision.class),
          false,
          2_621_440,
          1_310_720,
          200_000,
          64,
          64_000_000);

  private static final int WHOLE = Integer.MAX_VALUE;

  /** The first graphics card that CUDA shows. */
  public static final Device CUDA =
      new Device(
          "cuda:0",
          EnumSet.of(Precision.FLOAT32, Precision.BFLOAT16),
          true,
          WHOLE,
          0,
          WHOLE,
          WHOLE,
          0);

  /** PyTorch's numbers of its types. */
  private static final int FLOAT = 6;

  static final int BFLOAT16 = 15;

  public Device {
    requireNonNull(label, "label is null");
    precisions = Set.copyOf(precisions);
  }

  /** Whether this is the machine's processors and no card. */
  boolean isProcessor() {
    return label.equals("cpu");
  }

  /** Whether it has kernels for a precision. */
  public boolean computes(Precision precision) {
    return precisions.contains(precision);
  }

  /** Whether a model of so many parameters is small for it. */
  public boolean isSmall(long parameters) {
    return parameters <= smallParameters;
  }

  /** PyTorch's type of keys, values and attention. */
  int cacheType(Precision precision) {
    return cacheNumberBytes(precision) == Float.BYTES ? FLOAT : BFLOAT16;
  }

  /**
   * Whether a prefix's queries, keys, scores and values are multiplied in 16 bits, as a card does:
   * where the processor does so twice as fast, unless all numbers are to have 32 bits.
   */
  boolean halvesAttention(Precision precision, long parameters) {
    return isProcessor()
        && precision != Precision.FLOAT32
        && !isSmall(parameters)
        && Processor.multipliesHalves();
  }

  /** Whether products of bytes are oneDNN's; ends of rows are then floats behind whole words. */
  boolean hasByteKernels(ModelConfig model, long parameters) {
    return Processor.multipliesBytes()
        && !isSmall(parameters)
        && model.layers().stream()
            .allMatch(
                layer ->
                    layer.intermediate() % Float.BYTES == 0
                        && layer.heads() * model.headSize() % Float.BYTES == 0);
  }

  /** Bytes of one number of the KV cache. */
  int cacheNumberBytes(Precision precision) {
    return halves && precision == Precision.BFLOAT16 ? Short.BYTES : Float.BYTES;
  }

  /** Where a prefix may be cut without a difference; anywhere if it is computed as a whole. */
  int pieceTokens() {
    return block == WHOLE ? 1 : block;
  }
}
