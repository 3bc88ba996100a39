package dev.cartulary.schedule;

import dev.cartulary.checkpoint.CheckpointException;
import dev.cartulary.checkpoint.CheckpointFolder;
import dev.cartulary.decoder.Device;
import dev.cartulary.decoder.Precision;
import java.util.List;
import java.util.Locale;

/** What a user asks for as number format. */
public enum PrecisionChoice {
  /**
   * The fastest that costs no measured quality: on processors int8, or int4 where int8 does not fit
   * into the machine; on a graphics card bfloat16. Goes by the memory that the machine has and not
   * by what is free, so that the same machine answers the same every night.
   */
  AUTO(List.of(Precision.INT8, Precision.INT4), Precision.BFLOAT16),
  FLOAT32(List.of(Precision.FLOAT32), Precision.FLOAT32),
  BFLOAT16(List.of(Precision.BFLOAT16), Precision.BFLOAT16),
  INT8(List.of(Precision.INT8), Precision.INT8),
  INT4(List.of(Precision.INT4), Precision.INT4);

  /** Of the operating system and the parsers. */
  private static final long OTHERS = 1L << 30;

  @SuppressWarnings("ImmutableEnumChecker") // List.of gives lists that cannot change.
  private final List<Precision> inOrder;

  private final Precision onCard;

  PrecisionChoice(List<Precision> inOrder, Precision onCard) {
    this.inOrder = List.copyOf(inOrder);
    this.onCard = onCard;
  }

  /**
   * The first that fits. A card's memory is not known here: PyTorch says what is too large for it.
   *
   * @param memoryBytes of the machine, or of the part of it that this process may use
   * @param cacheBytes of the KV cache
   * @throws CheckpointException when none does, or the device does not compute it
   */
  Precision precision(
      CheckpointFolder checkpoint, Device device, long memoryBytes, long cacheBytes) {
    if (device.equals(Device.CUDA)) {
      if (!device.computes(onCard)) {
        throw new CheckpointException(
            checkpoint.path(),
            "cannot be computed in " + onCard.label() + " on " + device.label(),
            "use precision auto, bfloat16 or float32 there");
      }
      return onCard;
    }
    long others = OTHERS + cacheBytes + Runtime.getRuntime().maxMemory();
    long smallest = Long.MAX_VALUE;
    for (Precision precision : inOrder) {
      long needed = precision.weightBytes(checkpoint.config()) + others;
      if (needed <= memoryBytes) {
        return precision;
      }
      smallest = Math.min(smallest, needed);
    }
    throw new CheckpointException(
        checkpoint.path(),
        String.format(
            Locale.ROOT,
            "needs %.1f GiB of memory in %s, this machine has %.1f GiB",
            gibibytes(smallest),
            inOrder.get(inOrder.size() - 1).label(),
            gibibytes(memoryBytes)),
        "use a smaller model, precision int4, or a machine with more memory");
  }

  private static double gibibytes(long bytes) {
    return bytes / (double) (1L << 30);
  }
}
