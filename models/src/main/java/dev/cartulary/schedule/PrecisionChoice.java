package dev.cartulary.schedule;

import dev.cartulary.decoder.Precision;

/** What a user asks for as number format. */
public enum PrecisionChoice {
  /** float32 up to 200 million parameters, where it costs little memory and time; above, int8. */
  AUTO,
  FLOAT32,
  INT8;

  private static final long SMALL_PARAMETERS = 200_000_000;

  Precision of(long parameters) {
    return switch (this) {
      case AUTO -> parameters <= SMALL_PARAMETERS ? Precision.FLOAT32 : Precision.INT8;
      case FLOAT32 -> Precision.FLOAT32;
      case INT8 -> Precision.INT8;
    };
  }
}
