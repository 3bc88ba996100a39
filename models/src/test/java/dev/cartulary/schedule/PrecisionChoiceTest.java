package dev.cartulary.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.checkpoint.CheckpointException;
import dev.cartulary.checkpoint.CheckpointFolder;
import dev.cartulary.checkpoint.ElementType;
import dev.cartulary.checkpoint.TestCheckpoint;
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

    assertThat(PrecisionChoice.AUTO.precision(checkpoint, others + bytes, CACHE))
        .isEqualTo(Precision.INT8);
    assertThat(PrecisionChoice.AUTO.precision(checkpoint, others + bytes - 1, CACHE))
        .isEqualTo(Precision.INT4);
    assertThat(PrecisionChoice.BFLOAT16.precision(checkpoint, others + 2 * bytes, CACHE))
        .isEqualTo(Precision.BFLOAT16);
    assertThatThrownBy(
            () -> PrecisionChoice.AUTO.precision(checkpoint, others + nibbles - 1, CACHE))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContainingAll(folder.toString(), "GiB of memory in int4", "a smaller model");
    assertThatThrownBy(() -> PrecisionChoice.FLOAT32.precision(checkpoint, others, CACHE))
        .isInstanceOf(CheckpointException.class);
  }
}
