package dev.cartulary.llamacpp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A GGUF file of version 3 in the making; all tensors are float32. */
final class GgufFile {
  private static final int ALIGNMENT = 32;

  /** Types of metadata values, as GGUF numbers them. */
  private static final int UINT32 = 4;

  private static final int INT32 = 5;
  private static final int FLOAT32 = 6;
  private static final int BOOL = 7;
  private static final int STRING = 8;
  private static final int ARRAY = 9;

  private final ByteArrayOutputStream metadata = new ByteArrayOutputStream();
  private final Map<String, Matrix> tensors = new LinkedHashMap<>();
  private long entries;

  void put(String name, String value) {
    key(name, STRING);
    metadata.writeBytes(string(value));
  }

  void put(String name, int value) {
    key(name, UINT32);
    metadata.writeBytes(ints(value));
  }

  void put(String name, double value) {
    key(name, FLOAT32);
    metadata.writeBytes(ints(Float.floatToIntBits((float) value)));
  }

  void put(String name, boolean value) {
    key(name, BOOL);
    metadata.write(value ? 1 : 0);
  }

  void put(String name, List<String> values) {
    key(name, ARRAY);
    metadata.writeBytes(ints(STRING));
    metadata.writeBytes(longs(values.size()));
    values.forEach(value -> metadata.writeBytes(string(value)));
  }

  void put(String name, int[] values) {
    key(name, ARRAY);
    metadata.writeBytes(ints(INT32));
    metadata.writeBytes(longs(values.length));
    metadata.writeBytes(ints(values));
  }

  void put(String name, Matrix tensor) {
    tensors.put(name, tensor);
  }

  void write(Path file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("GGUF".getBytes(UTF_8));
    out.writeBytes(ints(3));
    out.writeBytes(longs(tensors.size(), entries));
    metadata.writeTo(out);
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    tensors.forEach(
        (name, tensor) -> {
          out.writeBytes(string(name));
          boolean vector = tensor.rows() == 0;
          out.writeBytes(ints(vector ? 1 : 2));
          out.writeBytes(vector ? longs(tensor.columns()) : longs(tensor.columns(), tensor.rows()));
          out.writeBytes(ints(0));
          out.writeBytes(longs(data.size()));
          data.writeBytes(floats(tensor.numbers()));
          align(data);
        });
    align(out);
    data.writeTo(out);
    Files.write(file, out.toByteArray());
  }

  private void key(String name, int type) {
    entries++;
    metadata.writeBytes(string(name));
    metadata.writeBytes(ints(type));
  }

  private static void align(ByteArrayOutputStream out) {
    out.writeBytes(new byte[Math.floorMod(-out.size(), ALIGNMENT)]);
  }

  private static byte[] string(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    byte[] whole = new byte[8 + bytes.length];
    littleEndian(whole).putLong(bytes.length).put(bytes);
    return whole;
  }

  private static byte[] ints(int... values) {
    byte[] bytes = new byte[4 * values.length];
    littleEndian(bytes).asIntBuffer().put(values);
    return bytes;
  }

  private static byte[] longs(long... values) {
    byte[] bytes = new byte[8 * values.length];
    littleEndian(bytes).asLongBuffer().put(values);
    return bytes;
  }

  private static byte[] floats(float... values) {
    byte[] bytes = new byte[4 * values.length];
    littleEndian(bytes).asFloatBuffer().put(values);
    return bytes;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
