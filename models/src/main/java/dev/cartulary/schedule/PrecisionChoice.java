package dev.cartulary.schedule;

import dev.cartulary.decoder.Precision;

/** What a user asks for as number format. */
public enum PrecisionChoice {
  /** The fastest that costs no measured quality: int8. */
  AUTO,
  FLOAT32,
  INT8;

  Precision precision() {
    return switch (this) {
      case AUTO, INT8 -> Precision.INT8;
      case FLOAT32 -> Precision.FLOAT32;
    };
  }
}
