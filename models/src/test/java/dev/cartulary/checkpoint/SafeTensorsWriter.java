package dev.cartulary.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes safetensors files for tests. */
public final class SafeTensorsWriter {
  private SafeTensorsWriter() {}

  /** A tensor to be written: its numbers, flattened. */
  public record Tensor(List<Integer> shape, List<Float> numbers) {}

  public static void write(Path file, Map<String, Tensor> tensors, ElementType type)
      throws IOException {
    ObjectNode header = JsonFile.JSON.createObjectNode();
    header.putObject("__metadata__").put("format", "pt");
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      long end = offset + (long) entry.getValue().numbers().size() * type.bytes();
      ObjectNode tensor = header.putObject(entry.getKey()).put("dtype", type.name());
      entry.getValue().shape().forEach(tensor.putArray("shape")::add);
      tensor.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
      out.write(json);
      for (Tensor tensor : tensors.values()) {
        out.write(bytes(tensor, type));
      }
    }
  }

  private static byte[] bytes(Tensor tensor, ElementType type) {
    ByteBuffer bytes =
        ByteBuffer.allocate(tensor.numbers().size() * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : tensor.numbers()) {
      switch (type) {
        case F32 -> bytes.putFloat(number);
        case BF16 -> bytes.putShort((short) (Float.floatToIntBits(number) >>> 16));
        case F16 -> bytes.putShort(half(number));
      }
    }
    return bytes.array();
  }

  /**
   * The number nearest to {@code number}, towards zero, that the type can hold; the numbers of
   * tests are so small that their halves have subnormals only where this gives zero.
   */
  public static float rounded(float number, ElementType type) {
    return switch (type) {
      case F32 -> number;
      case BF16 -> Float.intBitsToFloat(Float.floatToIntBits(number) & 0xFFFF0000);
      case F16 ->
          Math.abs(number) < 0x1p-14f
              ? 0
              : Float.intBitsToFloat(Float.floatToIntBits(number) & 0xFFFFE000);
    };
  }

  /** IEEE binary16 of a number that {@link #rounded} gave. */
  private static short half(float number) {
    int bits = Float.floatToIntBits(number);
    int sign = (bits >>> 16) & 0x8000;
    int exponent = ((bits >>> 23) & 0xFF) - 127 + 15;
    return (short) (number == 0 ? sign : sign | (exponent << 10) | ((bits >>> 13) & 0x3FF));
  }
}
