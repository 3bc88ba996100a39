package dev.cartulary.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class TextNormalizerTest {
  private static final String[] PIECES = {
    "a",
    "Bc",
    "7",
    " ",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\u00A0",
    "\u200B",
    "\u00AD",
    "\uFEFF",
    "\f",
    "\u000B",
    "\u0085",
    "\u2028",
    "\u2029",
    "\u0000",
    "\u0007",
    "\u202E",
    "\uD83D\uDE00",
    "\uD83D",
    "\uDE00",
    "\u3000",
    "é",
    "\u200D",
    "\u2063",
    "\uFFFF"
  };

  @ParameterizedTest
  @CsvSource({
    "'',''",
    "'   ',''",
    "'a  b','a b'",
    "'a\tb','a b'",
    "'  a \n  b  ','a\nb'",
    "'a\r\n\r\n\r\nb','a\n\nb'",
    "'a\fb','a\nb'",
    "'a \n \n \n b','a\n\nb'",
    "'\n\na\n\n','a'",
  })
  void normalize_smallCases_asWritten(String raw, String expected) {
    assertThat(TextNormalizer.normalize(raw)).isEqualTo(expected);
  }

  @Test
  void normalize_invisibleCharacters_droppedOrBlank() {
    assertThat(TextNormalizer.normalize("con\u00ADtract \u200Bof\u00A0\u2009sale\uFEFF\u0000"))
        .isEqualTo("contract of sale");
  }

  @Test
  void normalize_loneSurrogates_replaced() {
    assertThat(TextNormalizer.normalize("a\uD83Db\uDE00c\uD83D\uDE00"))
        .isEqualTo("a\uFFFDb\uFFFDc\uD83D\uDE00");
  }

  static Stream<String> raws() {
    Stream<String> random =
        IntStream.range(0, 300)
            .mapToObj(
                seed -> {
                  Random dice = new Random(seed);
                  StringBuilder text = new StringBuilder();
                  IntStream.range(0, dice.nextInt(60))
                      .forEach(i -> text.append(PIECES[dice.nextInt(PIECES.length)]));
                  return text.toString();
                });
    return Stream.concat(Stream.of("", " ", "\n", "\uD83D", "a\r", "\r\n\r\n"), random);
  }

  @ParameterizedTest
  @MethodSource("raws")
  void normalize_anyText_idempotentEncodableAndAsTheNaiveOne(String raw) {
    String normal = TextNormalizer.normalize(raw);

    assertThat(normal).isEqualTo(naive(raw));
    assertThat(TextNormalizer.normalize(normal)).isEqualTo(normal);
    CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
    assertThat(utf8.canEncode(normal)).isTrue();
    assertThat(normal).doesNotContain("\n\n\n").doesNotContain("  ").doesNotContain("\t");
  }

  @ParameterizedTest
  @MethodSource("raws")
  void isNormal_anyText_onlyWhatNormalisingLeavesAsItIs(String raw) {
    boolean pairs = raw.chars().anyMatch(c -> Character.isSurrogate((char) c));
    String normal = naive(raw);

    assertThat(TextNormalizer.isNormal(raw)).isEqualTo(raw.equals(normal) && !pairs);
    assertThat(TextNormalizer.isNormal(normal)).isEqualTo(!normal.contains("\uD83D"));
  }

  /** The same rule as a chain of replacements. */
  private static String naive(String raw) {
    return raw.replaceAll("\\p{Cs}", "\uFFFD")
        .replaceAll("\\r\\n|[\\r\\u000B\\f\\u0085\\u2028]", "\n")
        .replace("\u2029", "\n\n")
        .replaceAll(
            "[\\p{Cc}&&[^\\n\\t]]|[\\u00AD\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF\\uFFFE\\uFFFF]",
            "")
        .replaceAll("[\\p{Zs}\\t\\u200B]+", " ")
        .replaceAll(" ?\\n ?", "\n")
        .replaceAll("\\n{3,}", "\n\n")
        .strip();
  }
}
