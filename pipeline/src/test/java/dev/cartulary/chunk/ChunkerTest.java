package dev.cartulary.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.document.CharSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkerTest {
  private static final Pattern WORD = Pattern.compile("\\s?\\S{1,6}");

  /**
   * Tokens of up to six characters that carry the blank before them, as byte-level BPE has them.
   */
  private static List<CharSpan> tokens(String text) {
    List<CharSpan> spans = new ArrayList<>();
    for (Matcher m = WORD.matcher(text); m.find(); ) {
      spans.add(new CharSpan(m.start(), m.end()));
    }
    return spans;
  }

  private static List<Chunk> chunks(String text, int max, int overlap) {
    return new Chunker(max, overlap, ChunkerTest::tokens).chunks(text);
  }

  @Test
  void chunks_blankText_none() {
    assertThat(chunks("", 8, 2)).isEmpty();
    assertThat(chunks(" \n\n ", 8, 2)).isEmpty();
  }

  @Test
  void chunks_textWithinBudget_oneWithoutBlanksAtItsEnds() {
    assertThat(chunks("\n One line. \n", 8, 2))
        .containsExactly(new Chunk(0, new CharSpan(2, 11), 0, 2));
  }

  @Test
  void chunks_paragraphEndInSecondHalf_cutsThere() {
    String text = "one two three four five\n\nsix seven. eight nine ten";
    List<Chunk> chunks = chunks(text, 8, 0);
    assertThat(chunks.get(0).of(text)).isEqualTo("one two three four five");
    assertThat(chunks.get(1).of(text)).isEqualTo("six seven. eight nine ten");
  }

  @Test
  void chunks_sentenceEndOnly_cutsThereAndRepeatsSentencesThatFit() {
    String text = "Alpha beta gamma. Delta eta. Zeta theta iota kappa lambda mu.";
    List<Chunk> chunks = chunks(text, 7, 3);
    assertThat(chunks.get(0).of(text)).isEqualTo("Alpha beta gamma. Delta eta.");
    assertThat(chunks.get(1).of(text)).startsWith("Delta eta. Zeta");
    assertThat(chunks.get(1).overlap()).isEqualTo("Delta eta. ".length());
  }

  @Test
  void chunks_oneEndlessWord_isCutWithoutSplittingSurrogates() {
    String text = "\uD83D\uDE00".repeat(50);
    List<Chunk> chunks = chunks(text, 3, 1);
    assertThat(chunks).hasSizeGreaterThan(2);
    for (Chunk chunk : chunks) {
      assertThat(Character.isLowSurrogate(text.charAt(chunk.span().start()))).isFalse();
    }
  }

  @Test
  void chunks_severalTokensInOneCharacter_goesOn() {
    List<CharSpan> many = new ArrayList<>();
    String text = "a\u4e00b";
    many.add(new CharSpan(0, 1));
    for (int i = 0; i < 5; i++) {
      many.add(new CharSpan(1, 2));
    }
    many.add(new CharSpan(2, 3));
    List<Chunk> chunks = new Chunker(2, 0, t -> many).chunks(text);
    assertThat(chunks.get(chunks.size() - 1).span().end()).isEqualTo(3);
  }

  @Test
  void constructor_overlapOfHalfOrMore_refused() {
    assertThatThrownBy(() -> new Chunker(8, 5, ChunkerTest::tokens))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8")
        .hasMessageContaining("5");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
  void chunks_anyText_coverItWithinTheBudget(long seed) {
    Random random = new Random(seed);
    String text = text(random, random.nextInt(3_000));
    int max = 1 + random.nextInt(60);
    int overlap = random.nextInt(max / 2 + 1);
    List<Chunk> chunks = chunks(text, max, overlap);
    int covered = 0;
    for (Chunk chunk : chunks) {
      CharSpan span = chunk.span();
      assertThat(chunk.index()).isEqualTo(chunks.indexOf(chunk));
      assertThat(chunk.of(text)).isEqualTo(chunk.of(text).strip()).isNotEmpty();
      assertThat(span.end()).isGreaterThan(covered);
      if (span.start() > covered) {
        assertThat(text.substring(covered, span.start())).isBlank();
        assertThat(chunk.overlap()).isZero();
      } else {
        assertThat(chunk.overlap()).isEqualTo(firstWord(text, covered) - span.start());
      }
      assertThat(tokens(chunk.of(text)).size()).isLessThanOrEqualTo(max + 1);
      covered = span.end();
    }
    assertThat(text.substring(covered)).isBlank();
    assertThat(chunks(text, max, overlap)).isEqualTo(chunks);
  }

  private static int firstWord(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return Math.min(at, text.length());
  }

  private static String text(Random random, int length) {
    String[] parts = {
      "a",
      "Bee",
      "seven",
      ".",
      ".",
      " ",
      " ",
      " ",
      "\n",
      "\n\n",
      ";",
      "longerword",
      "1.",
      "\uD83D\uDE00"
    };
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }
}
