package dev.cartulary.benchmarks;

import dev.cartulary.document.CharSpan;
import dev.cartulary.tokenizer.TextTokenizer;
import dev.cartulary.tokenizer.TokenIds;
import dev.cartulary.tokenizer.TokenizedText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;

/**
 * A vocabulary with the make-up of large byte-level ones: one end token, the bytes, numbers up to
 * 999, runs of blanks, words in several scripts with and without a blank before them, cut
 * characters, and the punctuation of source text with its quotation marks. It writes texts by their
 * bytes.
 */
final class SyntheticTokenizer implements TextTokenizer {
  static final int END = 0;

  private static final List<String> ASCII =
      List.of(
          "an", "be", "con", "der", "er", "fi", "ga", "her", "ing", "jo", "ka", "li", "ment", "no",
          "or", "pre", "qu", "re", "sti", "tion", "un", "ver", "with", "xi", "ya", "zo");
  private static final List<String> OTHER =
      List.of(
          "\u0430\u043d",
          "\u043d\u043e",
          "\u0440\u0435",
          "\u4e2d",
          "\u6587",
          "\u5b57",
          "\u3042",
          "\u00e9t",
          "\u00fc",
          "\u05d0\u05d1",
          "\u0627\u0644",
          "\ud83d\ude00",
          "\uac00");
  private static final List<String> MARKS =
      List.of(
          "\"",
          "\":",
          "\":\"",
          "\",",
          "\",\"",
          "\"}",
          "\"},",
          "\"},{\"",
          "\"]",
          "\"],",
          "[\"",
          "{\"",
          "(\"",
          "=\"",
          ".\"",
          "?\"",
          "\\\"",
          "\\n",
          "\\n\\n",
          "[]",
          "{}",
          "],",
          "},",
          "}]",
          "[{\"",
          "\"\"",
          "_",
          ".",
          ",",
          "-",
          "/",
          "</",
          ">",
          "=",
          ");",
          "()",
          "::",
          ",,,,,,,,");

  private final List<byte[]> pieces = new ArrayList<>();

  SyntheticTokenizer(int size, long seed) {
    Map<String, byte[]> known = new LinkedHashMap<>(); // by Latin-1 spelling
    add(known, new byte[0]);
    for (int b = 0; b < 256; b++) {
      add(known, new byte[] {(byte) b});
    }
    for (int number = 0; number < 1000; number++) {
      add(known, bytes(Integer.toString(number)));
    }
    for (int blanks = 2; blanks <= 128; blanks++) {
      add(known, bytes(" ".repeat(blanks)));
    }
    MARKS.forEach(mark -> add(known, bytes(mark)));
    Random random = new Random(seed);
    while (known.size() < size) {
      add(known, piece(random));
    }
    pieces.addAll(known.values());
  }

  private static byte[] piece(Random random) {
    int kind = random.nextInt(100);
    boolean ascii = kind < 75;
    StringBuilder word = new StringBuilder(random.nextBoolean() ? " " : "");
    List<String> syllables = ascii ? ASCII : OTHER;
    for (int i = random.nextInt(4); i >= 0; i--) {
      word.append(syllables.get(random.nextInt(syllables.size())));
    }
    if (random.nextInt(4) == 0) {
      word.setCharAt(0, Character.toUpperCase(word.charAt(0)));
    }
    if (kind < 3) {
      word.insert(random.nextInt(word.length() + 1), MARKS.get(random.nextInt(MARKS.size())));
    }
    byte[] bytes = bytes(word.toString());
    // A few tokens of other scripts hold part of a character.
    int cut = kind > 97 ? random.nextInt(2) : 0;
    return java.util.Arrays.copyOfRange(bytes, cut, Math.max(cut + 1, bytes.length - 2 * cut));
  }

  private static void add(Map<String, byte[]> known, byte[] bytes) {
    known.putIfAbsent(new String(bytes, StandardCharsets.ISO_8859_1), bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public TokenizedText encode(String text) {
    List<Integer> ids = new ArrayList<>();
    List<CharSpan> spans = new ArrayList<>();
    for (int at = 0; at < text.length(); at++) {
      for (byte b : bytes(text.substring(at, at + 1))) {
        ids.add(1 + (b & 0xFF));
        spans.add(new CharSpan(at, at + 1));
      }
    }
    return new TokenizedText(
        TokenIds.of(ids.stream().mapToInt(Integer::intValue).toArray()), spans);
  }

  @Override
  public TokenizedText encodeWithSpecials(String text) {
    return encode(text);
  }

  @Override
  public String decode(TokenIds ids) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ids.stream().forEach(id -> bytes.writeBytes(pieces.get(id)));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] bytes(int id) {
    return pieces.get(id).clone();
  }

  @Override
  public OptionalInt special(String token) {
    return OptionalInt.empty();
  }

  @Override
  public int vocabularySize() {
    return pieces.size();
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
