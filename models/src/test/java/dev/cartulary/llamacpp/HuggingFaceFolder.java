package dev.cartulary.llamacpp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A checkpoint in HuggingFace's layout with weights in bfloat16. */
record HuggingFaceFolder(JsonNode config, Map<String, Matrix> tensors) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static HuggingFaceFolder read(Path folder, String config) throws IOException {
    return new HuggingFaceFolder(
        JSON.readTree(folder.resolve(config).toFile()),
        tensors(folder.resolve("model.safetensors")));
  }

  Matrix tensor(String name) {
    Matrix tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor " + name);
    }
    return tensor;
  }

  private static Map<String, Matrix> tensors(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] header = new byte[Math.toIntExact(bytes.getLong())];
    bytes.get(header);
    ByteBuffer data = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    Map<String, Matrix> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry :
        JSON.readTree(new String(header, UTF_8)).properties()) {
      JsonNode tensor = entry.getValue();
      if (entry.getKey().equals("__metadata__")) {
        continue;
      }
      if (!tensor.path("dtype").asText().equals("BF16")) {
        throw new IOException(file + ": " + entry.getKey() + " is not in bfloat16");
      }
      JsonNode shape = tensor.path("shape");
      int rows = shape.size() == 1 ? 0 : shape.get(0).intValue();
      int columns = shape.get(shape.size() - 1).intValue();
      float[] numbers = new float[Math.max(1, rows) * columns];
      int start = tensor.path("data_offsets").get(0).intValue();
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = Float.intBitsToFloat(data.getShort(start + 2 * i) << 16);
      }
      tensors.put(entry.getKey(), new Matrix(rows, columns, numbers));
    }
    return tensors;
  }
}
