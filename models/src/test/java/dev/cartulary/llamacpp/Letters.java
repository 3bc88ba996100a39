package dev.cartulary.llamacpp;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The 64 tokens of the golden checkpoints as texts: a letter, a digit or a sign each. */
final class Letters {
  private static final String ALL =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private Letters() {}

  static int count() {
    return ALL.length();
  }

  private static List<String> tokens() {
    return ALL.chars().mapToObj(Character::toString).toList();
  }

  static String text(int... ids) {
    StringBuilder text = new StringBuilder();
    IntStream.of(ids).forEach(id -> text.append(ALL.charAt(id)));
    return text.toString();
  }

  static int[] ids(String text) {
    return text.chars().map(ALL::indexOf).toArray();
  }

  /**
   * Tells llama.cpp these tokens.
   *
   * <p>One more follows that ends every text, and its weights are zero: llama.cpp insists on such a
   * token and never picks it when told to ignore it, which no token of the checkpoint must suffer.
   */
  static void describe(GgufFile file) {
    List<String> tokens = new ArrayList<>(tokens());
    tokens.add("<end>");
    file.put("tokenizer.ggml.model", "gpt2");
    file.put("tokenizer.ggml.pre", "gpt-2");
    file.put("tokenizer.ggml.tokens", tokens);
    // None is refused; no prompt has these.
    file.put("tokenizer.ggml.merges", List.of("<x> <y>"));
    file.put( // Control for the end, normal before.
        "tokenizer.ggml.token_type",
        IntStream.range(0, tokens.size()).map(id -> id < count() ? 1 : 3).toArray());
    file.put("tokenizer.ggml.bos_token_id", count());
    file.put("tokenizer.ggml.eos_token_id", count());
    file.put("tokenizer.ggml.add_bos_token", false);
  }
}
