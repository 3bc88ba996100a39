package dev.cartulary.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The tokens that {@code tokenizer.json} recognises before its own splitting.
 *
 * <p>They are of two kinds: runs of blanks, which are ordinary text, and control tokens, which mean
 * something to the model. Checkpoints do not mark every control token as special, so everything
 * that is not blank counts as one.
 */
final class AddedTokens {
  private final JsonNode tokens;
  private final Map<String, Integer> ids = new HashMap<>();
  private final Set<Integer> control = new HashSet<>();

  AddedTokens(JsonNode tokenizer) {
    tokens = tokenizer.path("added_tokens");
    for (JsonNode token : tokens) {
      ids.put(token.path("content").asText(), token.path("id").asInt());
      if (isControl(token)) {
        control.add(token.path("id").asInt());
      }
    }
  }

  OptionalInt id(String content) {
    Integer id = ids.get(content);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  boolean isControl(int id) {
    return control.contains(id);
  }

  Map<String, Integer> ids() {
    return Map.copyOf(ids);
  }

  /**
   * The tokenizer without its control tokens, so that text can spell them out and mean nothing.
   *
   * <p>The library numbers added tokens that are not in the model's vocabulary by their order; such
   * a token therefore keeps its place under a name that no text has.
   */
  JsonNode withoutControl(JsonNode tokenizer, Set<String> vocabulary) {
    ObjectNode plain = tokenizer.deepCopy();
    ArrayNode kept = plain.putArray("added_tokens");
    for (JsonNode token : tokens) {
      if (!isControl(token)) {
        kept.add(token);
      } else if (!vocabulary.contains(token.path("content").asText())) {
        ObjectNode hidden = token.deepCopy();
        kept.add(hidden.put("content", "\uFFFE\uFFFF" + kept.size() + "\uFFFF\uFFFE"));
      }
    }
    return plain;
  }

  private static boolean isControl(JsonNode token) {
    return token.path("special").asBoolean() || !token.path("content").asText().isBlank();
  }
}
