package dev.cartulary.checkpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A {@code tokenizer.json} for tests: every byte is a token, 0 to 255; control tokens follow. */
public final class ByteTokenizerJson {
  /** Control tokens; the first has id 256. */
  public static final List<String> CONTROL =
      List.of("<|pad|>", "<|doc|>", "<|end|>", "<|field|>", "<|value|>", "<|none|>");

  private ByteTokenizerJson() {}

  public static String text() {
    ObjectNode json = JsonFile.JSON.createObjectNode().put("version", "1.0");
    ArrayNode added = json.putArray("added_tokens");
    for (String control : CONTROL) {
      added
          .addObject()
          .put("id", 256 + CONTROL.indexOf(control))
          .put("content", control)
          .put("single_word", false)
          .put("lstrip", false)
          .put("rstrip", false)
          .put("normalized", false)
          .put("special", true);
    }
    json.putNull("normalizer");
    for (String part : List.of("pre_tokenizer", "decoder")) {
      json.putObject(part)
          .put("type", "ByteLevel")
          .put("add_prefix_space", false)
          .put("trim_offsets", false)
          .put("use_regex", false);
    }
    ObjectNode model = json.putObject("model").put("type", "BPE");
    model.putArray("merges");
    ObjectNode vocabulary = model.putObject("vocab");
    int moved = 0x100;
    for (int value = 0; value < 256; value++) {
      boolean visible = (value > ' ' && value < 0x7F) || (value > 0xA0 && value != 0xAD);
      vocabulary.put(Character.toString(visible ? value : moved++), value);
    }
    return json.toString();
  }
}
