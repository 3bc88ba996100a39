package dev.cartulary.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.checkpoint.CheckpointException;
import dev.cartulary.checkpoint.CheckpointFolder;
import dev.cartulary.checkpoint.ElementType;
import dev.cartulary.checkpoint.TestCheckpoint;
import dev.cartulary.decoder.Device;
import dev.cartulary.decoder.Precision;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecisionChoiceTest {
  private static final long CACHE = 1L << 20;

  @TempDir Path folder;

  @Test
  void precision_auto_isInt8OrWhatFits() {
    CheckpointFolder checkpoint =
        TestCheckpoint.random(TestCheckpoint.wide(false), ElementType.F32, 1)
            .write(folder, ElementType.F32, 1);
    long others = (1L << 30) + CACHE + Runtime.getRuntime().maxMemory();
    long bytes = Precision.INT8.weightBytes(checkpoint.config());
    long nibbles = Precision.INT4.weightBytes(checkpoint.config());
    // 3 layers of 256x64, 64x128, 256x64 and 64x128, and 300x64 twice.
    assertThat(Precision.FLOAT32.weightBytes(checkpoint.config())).isEqualTo(4 * 185_856);
    assertThat(bytes).isEqualTo(185_856);
    assertThat(nibbles).isEqualTo(147_456 * 5 / 8 + 38_400);

    assertThat(PrecisionChoice.AUTO.precision(checkpoint, Device.CPU, others + bytes, CACHE))
        .isEqualTo(Precision.INT8);
    assertThat(PrecisionChoice.AUTO.precision(checkpoint, Device.CPU, others + bytes - 1, CACHE))
        .isEqualTo(Precision.INT4);
    assertThat(
            PrecisionChoice.BFLOAT16.precision(checkpoint, Device.CPU, others + 2 * bytes, CACHE))
        .isEqualTo(Precision.BFLOAT16);
    assertThatThrownBy(
            () ->
                PrecisionChoice.AUTO.precision(checkpoint, Device.CPU, others + nibbles - 1, CACHE))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll(folder.toString(), "GiB of memory in int4", "a smaller model");
    assertThatThrownBy(
            () -> PrecisionChoice.FLOAT32.precision(checkpoint, Device.CPU, others, CACHE))
        .isInstanceOf(CheckpointException.class);
  }

  @Test
  void precision_graphicsCard_isBfloat16WhateverTheMachineHas() {
    CheckpointFolder checkpoint =
        TestCheckpoint.random(TestCheckpoint.wide(false), ElementType.F32, 1)
            .write(folder, ElementType.F32, 1);
    assertThat(PrecisionChoice.AUTO.precision(checkpoint, Device.CUDA, 0, CACHE))
        .isEqualTo(Precision.BFLOAT16);
    assertThat(PrecisionChoice.FLOAT32.precision(checkpoint, Device.CUDA, 0, CACHE))
        .isEqualTo(Precision.FLOAT32);
    assertThatThrownBy(() -> PrecisionChoice.INT8.precision(checkpoint, Device.CUDA, 0, CACHE))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll(folder.toString(), "int8 on cuda:0", "bfloat16 or float32");
  }
}
