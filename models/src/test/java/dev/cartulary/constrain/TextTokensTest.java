package dev.cartulary.constrain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTokensTest {
  private static final ToyTokenizer TOKENIZER =
      new ToyTokenizer(
          "ab",
          "abc",
          "abcdef",
          "a\"",
          "\"",
          "\",\"",
          "\\n",
          "n\\",
          "\\",
          "\\\\\\",
          "\u00e9t",
          "\ud83d\ude00",
          "\u4e2d\u6587",
          "  ",
          "n\"",
          "a\"b");

  @ParameterizedTest(name = "place {0}")
  @ValueSource(
      ints = {
        TextLeaf.BETWEEN,
        TextLeaf.TAIL_1,
        TextLeaf.TAIL_2,
        TextLeaf.TAIL_3,
        TextLeaf.AFTER_E0,
        TextLeaf.AFTER_ED,
        TextLeaf.AFTER_F0,
        TextLeaf.AFTER_F4,
        TextLeaf.ESCAPE
      })
  void addTo_anyCounts_areTheTokensAfterWhichTheStringCanBeEnded(int place) {
    // With every byte, and without those of longer characters.
    for (ToyTokenizer tokenizer : new ToyTokenizer[] {TOKENIZER, TOKENIZER.withBytesOnly("\"an")}) {
      Vocabulary vocabulary = new Vocabulary(tokenizer);
      TextLeaf leaf = new TextLeaf(vocabulary, 0, TextLeaf.MOST);
      TextTokens tokens = new TextTokens(vocabulary, leaf, place);
      for (int least = 0; least < 5; least++) {
        for (int most = least; most < 8; most++) {
          for (int left = -1; left < 9; left++) {
            long[] bits = new long[(vocabulary.size() + 63) / 64];
            tokens.addTo(bits, least, most, left);
            assertThat(TokenSet.ofBits(bits))
                .as("%d to %d characters, %d tokens", least, most, left)
                .isEqualTo(naive(vocabulary, leaf, TextLeaf.state(place, least, most), left));
          }
        }
      }
    }
  }

  private static TokenSet naive(Vocabulary vocabulary, TextLeaf leaf, long from, int left) {
    return TokenSet.of(
        vocabulary.ordinary().stream()
            .filter(
                token -> {
                  long state = from;
                  for (byte b : vocabulary.bytesOf(token)) {
                    state = state < 0 ? state : leaf.step(state, b & 0xFF);
                  }
                  return state >= 0 && leaf.distance(state) <= left;
                }));
  }
}
