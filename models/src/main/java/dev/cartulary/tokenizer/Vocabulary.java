package dev.cartulary.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The bytes that each token id stands for.
 *
 * <p>Two spellings exist. Byte-level vocabularies write every byte as one printable character
 * (GPT-2's table); SentencePiece's write a blank as U+2581 and a lone byte as {@code <0x0A>}.
 */
final class Vocabulary {
  private static final byte[] NONE = {};

  private final byte[][] bytes; // (ids)
  private final Set<String> pieces;

  Vocabulary(JsonNode tokenizer, AddedTokens added) {
    Map<String, Integer> ids = pieces(tokenizer.path("model").path("vocab"));
    pieces = Set.copyOf(ids.keySet());
    boolean byteLevel =
        uses(tokenizer.path("pre_tokenizer"), "ByteLevel")
            || uses(tokenizer.path("decoder"), "ByteLevel");
    Map<String, Integer> all = new HashMap<>(ids);
    all.putAll(added.ids());
    bytes = new byte[1 + all.values().stream().mapToInt(Integer::intValue).max().orElse(-1)][];
    Arrays.fill(bytes, NONE);
    ids.forEach((piece, id) -> bytes[id] = byteLevel ? byteLevel(piece) : sentencePiece(piece));
    added
        .ids()
        .forEach(
            (content, id) ->
                bytes[id] = added.isControl(id) ? NONE : content.getBytes(StandardCharsets.UTF_8));
  }

  int size() {
    return bytes.length;
  }

  byte[] bytes(int id) {
    return bytes[id].clone();
  }

  /** The model's own pieces, without added tokens. */
  Set<String> pieces() {
    return pieces;
  }

  /** Pieces as an object of ids or, in unigram models, as a list of pairs in the order of ids. */
  private static Map<String, Integer> pieces(JsonNode vocabulary) {
    Map<String, Integer> ids = new HashMap<>();
    if (vocabulary.isArray()) {
      for (JsonNode piece : vocabulary) {
        ids.putIfAbsent(piece.path(0).asText(), ids.size());
      }
    } else {
      vocabulary.properties().forEach(entry -> ids.put(entry.getKey(), entry.getValue().asInt()));
    }
    return ids;
  }

  /** Whether a part, or one of the parts that it is a sequence of, has the type. */
  private static boolean uses(JsonNode part, String type) {
    return part.path("type").asText().equals(type) || part.findValuesAsText("type").contains(type);
  }

  private static byte[] byteLevel(String piece) {
    byte[] spelled = new byte[piece.length()];
    for (int i = 0; i < spelled.length; i++) {
      int value = ByteLevel.valueOf(piece.charAt(i));
      if (value < 0) {
        return piece.getBytes(StandardCharsets.UTF_8);
      }
      spelled[i] = (byte) value;
    }
    return spelled;
  }

  private static byte[] sentencePiece(String piece) {
    if (piece.matches("<0x[0-9A-Fa-f]{2}>")) {
      return new byte[] {(byte) Integer.parseInt(piece.substring(3, 5), 16)};
    }
    return piece.replace('\u2581', ' ').getBytes(StandardCharsets.UTF_8);
  }

  /**
   * GPT-2's table of bytes as printable characters: visible Latin-1 characters stand for
   * themselves, the other bytes, in order, for the characters from U+0100.
   */
  private static final class ByteLevel {
    private static final int[] VALUES = new int[512];

    static {
      Arrays.fill(VALUES, -1);
      int moved = 0x100;
      for (int value = 0; value < 256; value++) {
        boolean visible =
            (value >= '!' && value <= '~') || (value >= 0xA1 && value <= 0xFF && value != 0xAD);
        VALUES[visible ? value : moved++] = value;
      }
    }

    static int valueOf(char character) {
      return character < VALUES.length ? VALUES[character] : -1;
    }
  }
}
