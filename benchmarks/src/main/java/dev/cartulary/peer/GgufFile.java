package dev.cartulary.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cartulary.peer.RandomModel.Tensor;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a random model as GGUF version 3, the format of llama.cpp. */
final class GgufFile {
  private static final int ALIGNMENT = 32;
  private static final int BLOCK = 32;

  /** How matrices are stored; vectors are always float32. */
  enum Kind {
    F32(0),
    /** Blocks of 32 whole numbers of 8 bits with one float16 scale. */
    Q8_0(8);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    long bytes(long numbers) {
      return this == F32 ? 4 * numbers : numbers / BLOCK * (BLOCK + 2);
    }
  }

  /** Types of metadata values, as GGUF numbers them. */
  private static final int UINT32 = 4;

  private static final int INT32 = 5;
  private static final int FLOAT32 = 6;
  private static final int STRING = 8;
  private static final int ARRAY = 9;

  private final ByteArrayOutputStream metadata = new ByteArrayOutputStream();
  private long entries;

  private GgufFile() {}

  static void write(RandomModel model, Kind kind, Path file) throws IOException {
    new GgufFile().writeAll(model, kind, file);
  }

  private void writeAll(RandomModel model, Kind kind, Path file) throws IOException {
    describe(model);
    List<Tensor> tensors = model.tensors();
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.writeBytes("GGUF".getBytes(UTF_8));
    head.writeBytes(ints(3));
    head.writeBytes(longs(tensors.size(), entries));
    head.writeBytes(metadata.toByteArray());
    long at = 0;
    for (Tensor tensor : tensors) {
      Kind own = tensor.isNorm() ? Kind.F32 : kind;
      head.writeBytes(string(tensor.gguf()));
      head.writeBytes(ints(tensor.isNorm() ? 1 : 2));
      head.writeBytes(
          tensor.isNorm() ? longs(tensor.columns()) : longs(tensor.columns(), tensor.rows()));
      head.writeBytes(ints(own.code));
      head.writeBytes(longs(at));
      at += aligned(own.bytes(tensor.size()));
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      head.writeTo(out);
      out.write(new byte[(int) (aligned(head.size()) - head.size())]);
      for (Tensor tensor : tensors) {
        Kind own = tensor.isNorm() ? Kind.F32 : kind;
        for (int row = 0; row < Math.max(1, tensor.rows()); row++) {
          out.write(encoded(tensor.row(tensor.ggufRow(row)), own));
        }
        long size = own.bytes(tensor.size());
        out.write(new byte[(int) (aligned(size) - size)]);
      }
    }
  }

  private void describe(RandomModel model) {
    put("general.architecture", "llama");
    put("general.name", "random");
    put("llama.block_count", model.layers());
    put("llama.context_length", model.context());
    put("llama.embedding_length", model.hidden());
    put("llama.feed_forward_length", model.intermediate());
    put("llama.attention.head_count", model.heads());
    put("llama.attention.head_count_kv", model.keyValueHeads());
    put("llama.rope.dimension_count", model.headSize());
    put("llama.vocab_size", model.vocabulary());
    key("llama.attention.layer_norm_rms_epsilon", FLOAT32);
    metadata.writeBytes(ints(Float.floatToIntBits((float) RandomModel.EPSILON)));
    key("llama.rope.freq_base", FLOAT32);
    metadata.writeBytes(ints(Float.floatToIntBits((float) RandomModel.THETA)));
    put("tokenizer.ggml.model", "gpt2");
    put("tokenizer.ggml.pre", "gpt-2");
    strings("tokenizer.ggml.tokens", model.tokens());
    // None is refused; this one joins two tokens that no prompt has.
    strings("tokenizer.ggml.merges", List.of("<x256> <x257>"));
    key("tokenizer.ggml.token_type", ARRAY);
    metadata.writeBytes(ints(INT32));
    metadata.writeBytes(longs(model.vocabulary()));
    for (int id = 0; id < model.vocabulary(); id++) {
      metadata.writeBytes(ints(id < model.beginId() ? 1 : 3)); // normal, control
    }
    put("tokenizer.ggml.bos_token_id", model.beginId());
    put("tokenizer.ggml.eos_token_id", model.endId());
  }

  private void key(String name, int type) {
    entries++;
    metadata.writeBytes(string(name));
    metadata.writeBytes(ints(type));
  }

  private void put(String name, String value) {
    key(name, STRING);
    metadata.writeBytes(string(value));
  }

  private void put(String name, int value) {
    key(name, UINT32);
    metadata.writeBytes(ints(value));
  }

  private void strings(String name, List<String> values) {
    key(name, ARRAY);
    metadata.writeBytes(ints(STRING));
    metadata.writeBytes(longs(values.size()));
    values.forEach(value -> metadata.writeBytes(string(value)));
  }

  private static byte[] encoded(float[] row, Kind kind) {
    ByteBuffer bytes =
        ByteBuffer.allocate((int) kind.bytes(row.length)).order(ByteOrder.LITTLE_ENDIAN);
    if (kind == Kind.F32) {
      bytes.asFloatBuffer().put(row);
      return bytes.array();
    }
    for (int from = 0; from < row.length; from += BLOCK) {
      float largest = 0;
      for (int i = from; i < from + BLOCK; i++) {
        largest = Math.max(largest, Math.abs(row[i]));
      }
      float scale = largest / 127;
      bytes.putShort(float16(scale));
      for (int i = from; i < from + BLOCK; i++) {
        bytes.put((byte) Math.round(scale == 0 ? 0 : row[i] / scale));
      }
    }
    return bytes.array();
  }

  /** A positive normal number rounded to float16. */
  private static short float16(float number) {
    int bits = Float.floatToIntBits(number);
    int exponent = (bits >>> 23) - 127 + 15;
    int mantissa = bits & 0x7FFFFF;
    if (exponent <= 0) {
      // Smaller than the smallest normal one: a whole number of 2^-24.
      return (short) Math.round(number * (1 << 24));
    }
    return (short) ((exponent << 10) + ((mantissa + 0x1000) >>> 13));
  }

  private static long aligned(long size) {
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  private static byte[] string(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return ByteBuffer.allocate(8 + bytes.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(bytes.length)
        .put(bytes)
        .array();
  }

  private static byte[] ints(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static byte[] longs(long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      bytes.putLong(value);
    }
    return bytes.array();
  }
}
