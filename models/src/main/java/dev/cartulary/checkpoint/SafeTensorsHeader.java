package dev.cartulary.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The table of contents at the start of a safetensors file.
 *
 * <p>The file is eight bytes with the length of a JSON object, little-endian, the object ({@code
 * name -> dtype, shape, data_offsets}), and the data. Source:
 * https://github.com/huggingface/safetensors#format.
 */
final class SafeTensorsHeader {
  /** The limit that the format's own library sets. */
  private static final long MOST_BYTES = 100_000_000;

  private SafeTensorsHeader() {}

  static List<StoredTensor> read(Path file, SeekableByteChannel channel) throws IOException {
    long fileBytes = channel.size();
    check(fileBytes >= 8, file, "the file of " + fileBytes + " bytes ends inside of its header");
    long headerBytes = bytes(file, channel, 8).order(ByteOrder.LITTLE_ENDIAN).getLong();
    check(
        headerBytes >= 2 && headerBytes <= MOST_BYTES,
        file,
        "a header of " + headerBytes + " bytes: not a safetensors file");
    check(headerBytes <= fileBytes - 8, file, "the file ends inside of its header");
    JsonNode header = JsonFile.object(file, bytes(file, channel, (int) headerBytes).array());
    List<StoredTensor> tensors = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (!entry.getKey().equals("__metadata__")) {
        tensors.add(tensor(file, entry.getKey(), entry.getValue(), 8 + headerBytes, fileBytes));
      }
    }
    return tensors;
  }

  private static StoredTensor tensor(
      Path file, String name, JsonNode entry, long dataStart, long fileBytes) {
    JsonNode offsets = entry.path("data_offsets");
    JsonNode dimensions = entry.path("shape");
    check(
        offsets.size() == 2 && dimensions.isArray(),
        file,
        "tensor " + name + " has no shape or no data_offsets");
    long start = offsets.get(0).asLong(-1);
    long end = offsets.get(1).asLong(-1);
    check(
        start >= 0 && end >= start,
        file,
        "tensor " + name + " has data_offsets " + start + ", " + end);
    check(
        end <= fileBytes - dataStart,
        file,
        "the file is cut short: it has "
            + fileBytes
            + " bytes, and tensor "
            + name
            + " ends at "
            + (dataStart + end));
    List<Integer> shape = new ArrayList<>();
    for (JsonNode dimension : dimensions) {
      check(
          dimension.canConvertToInt() && dimension.intValue() >= 0,
          file,
          "tensor " + name + " has a dimension " + dimension);
      shape.add(dimension.intValue());
    }
    return new StoredTensor(
        name, entry.path("dtype").asText(""), shape, file, dataStart + start, end - start);
  }

  private static ByteBuffer bytes(Path file, SeekableByteChannel channel, int count)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining()) {
      check(channel.read(buffer) >= 0, file, "the file is cut short");
    }
    return buffer.flip();
  }

  static void check(boolean right, Path file, String cause) {
    if (!right) {
      throw new CheckpointException(file, cause, CheckpointFolder.COPY);
    }
  }
}
