package dev.cartulary.constrain;

import dev.cartulary.document.CharSpan;
import dev.cartulary.tokenizer.TextTokenizer;
import dev.cartulary.tokenizer.TokenIds;
import dev.cartulary.tokenizer.TokenizedText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A small byte-level tokenizer: special tokens first, then the 256 bytes, then the given pieces;
 * the longest piece that fits is taken.
 */
public final class ToyTokenizer implements TextTokenizer {
  public static final List<String> SPECIALS =
      List.of("<|pad|>", "<|doc|>", "<|end|>", "<|field|>", "<|value|>", "<|none|>");

  private final List<String> specials;
  private final List<byte[]> pieces = new ArrayList<>();
  private boolean closed;

  public ToyTokenizer(String... pieces) {
    this(SPECIALS, pieces);
  }

  public ToyTokenizer(List<String> specials, String... pieces) {
    this.specials = List.copyOf(specials);
    for (int i = 0; i < specials.size(); i++) {
      this.pieces.add(new byte[0]);
    }
    for (int b = 0; b < 256; b++) {
      this.pieces.add(new byte[] {(byte) b});
    }
    for (String piece : pieces) {
      this.pieces.add(piece.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** This tokenizer without single bytes other than the ones given; their tokens become special. */
  ToyTokenizer withBytesOnly(String bytes) {
    ToyTokenizer fewer = new ToyTokenizer(specials);
    fewer.pieces.clear();
    fewer.pieces.addAll(pieces);
    for (int b = 0; b < 256; b++) {
      if (bytes.indexOf(b) < 0) {
        fewer.pieces.set(specials.size() + b, new byte[0]);
      }
    }
    return fewer;
  }

  /** The protocol of the special tokens. */
  public static Protocol protocol() {
    return new Protocol(TokenSet.of(2), TokenIds.of(5), TokenIds.of(4), " ");
  }

  @Override
  public TokenizedText encode(String text) {
    List<Integer> ids = new ArrayList<>();
    List<CharSpan> spans = new ArrayList<>();
    encode(text, 0, ids, spans);
    return tokenized(ids, spans);
  }

  @Override
  public TokenizedText encodeWithSpecials(String text) {
    List<Integer> ids = new ArrayList<>();
    List<CharSpan> spans = new ArrayList<>();
    int from = 0;
    int at = 0;
    while (at < text.length()) {
      int here = at;
      int special =
          IntStream.range(0, specials.size())
              .filter(id -> text.startsWith(specials.get(id), here))
              .findFirst()
              .orElse(-1);
      if (special < 0) {
        at++;
        continue;
      }
      encode(text.substring(from, at), from, ids, spans);
      from = at + specials.get(special).length();
      ids.add(special);
      spans.add(new CharSpan(at, from));
      at = from;
    }
    encode(text.substring(from), from, ids, spans);
    return tokenized(ids, spans);
  }

  private void encode(String text, int offset, List<Integer> ids, List<CharSpan> spans) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int[] starts = new int[bytes.length + 1]; // of the character that holds the byte
    int[] ends = new int[bytes.length];
    int at = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int units = Character.charCount(text.codePointAt(i));
      int length = text.substring(i, i + units).getBytes(StandardCharsets.UTF_8).length;
      for (int b = 0; b < length; b++) {
        starts[at] = i;
        ends[at++] = i + units;
      }
    }
    for (int i = 0; i < bytes.length; ) {
      int best = specials.size() + (bytes[i] & 0xFF);
      for (int id = specials.size() + 256; id < pieces.size(); id++) {
        byte[] piece = pieces.get(id);
        if (piece.length > pieces.get(best).length && startsWith(bytes, i, piece)) {
          best = id;
        }
      }
      int end = i + pieces.get(best).length;
      ids.add(best);
      spans.add(new CharSpan(starts[i], ends[end - 1]).shift(offset));
      i = end;
    }
  }

  private static boolean startsWith(byte[] bytes, int at, byte[] piece) {
    return at + piece.length <= bytes.length
        && java.util.Arrays.equals(bytes, at, at + piece.length, piece, 0, piece.length);
  }

  private static TokenizedText tokenized(List<Integer> ids, List<CharSpan> spans) {
    return new TokenizedText(
        TokenIds.of(ids.stream().mapToInt(Integer::intValue).toArray()), spans);
  }

  @Override
  public String decode(TokenIds ids) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ids.stream().forEach(id -> bytes.writeBytes(bytes(id)));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] bytes(int id) {
    return pieces.get(id).clone();
  }

  @Override
  public OptionalInt special(String token) {
    int id = specials.indexOf(token);
    return id < 0 ? OptionalInt.empty() : OptionalInt.of(id);
  }

  @Override
  public int vocabularySize() {
    return pieces.size();
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
