package dev.cartulary.tokenizer;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cartulary.checkpoint.CheckpointException;
import dev.cartulary.checkpoint.JsonFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A {@code tokenizer.json}, run by HuggingFace's own library. Nothing is cut, padded or added.
 *
 * <p>The library is held twice: as the file has it, and without control tokens for text that must
 * not be able to spell one.
 */
public final class HuggingFaceTextTokenizer implements TextTokenizer {
  private final Vocabulary vocabulary;
  private final AddedTokens added;
  private final HuggingFaceTokenizer withControl;
  private final HuggingFaceTokenizer plain;

  private HuggingFaceTextTokenizer(JsonNode tokenizer) {
    added = new AddedTokens(tokenizer);
    vocabulary = new Vocabulary(tokenizer, added);
    // A post-processor only adds tokens and cuts the blanks off the spans.
    ObjectNode whole = tokenizer.deepCopy();
    whole.putNull("post_processor").putNull("truncation").putNull("padding");
    withControl = library(whole);
    plain = library(added.withoutControl(whole, vocabulary.pieces()));
  }

  /** Reads a {@code tokenizer.json}; on any file system. */
  public static HuggingFaceTextTokenizer open(Path file) {
    // DJL would look for newer libraries and report its start to its makers.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    JsonNode tokenizer = JsonFile.read(file);
    try {
      return new HuggingFaceTextTokenizer(tokenizer);
    } catch (RuntimeException unusable) {
      throw new CheckpointException(
          file,
          "is not a tokenizer that can be used: " + unusable.getMessage(),
          "use the tokenizer.json that was published with the weights",
          unusable);
    }
  }

  @Override
  public TokenizedText encode(String text) {
    return encode(plain, text);
  }

  @Override
  public TokenizedText encodeWithSpecials(String text) {
    return encode(withControl, text);
  }

  @Override
  public String decode(TokenIds ids) {
    return ids.isEmpty() ? "" : withControl.decode(ids.stream().asLongStream().toArray(), true);
  }

  @Override
  public byte[] bytes(int id) {
    return vocabulary.bytes(id);
  }

  @Override
  public OptionalInt special(String token) {
    return added.id(token);
  }

  @Override
  public int vocabularySize() {
    return vocabulary.size();
  }

  @Override
  public void close() {
    withControl.close();
    plain.close();
  }

  private static TokenizedText encode(HuggingFaceTokenizer library, String text) {
    String sound = withoutLoneSurrogates(text);
    Encoding encoding = library.encode(sound, false, false);
    ScalarOffsets offsets = new ScalarOffsets(sound);
    List<dev.cartulary.document.CharSpan> spans = new ArrayList<>();
    for (CharSpan span : encoding.getCharTokenSpans()) {
      spans.add(
          new dev.cartulary.document.CharSpan(
              offsets.unit(span.getStart()), offsets.unit(span.getEnd())));
    }
    int[] ids = Arrays.stream(encoding.getIds()).mapToInt(Math::toIntExact).toArray();
    return new TokenizedText(TokenIds.of(ids), spans);
  }

  /** Half a surrogate pair is no character; it becomes U+FFFD, which is as long. */
  private static String withoutLoneSurrogates(String text) {
    StringBuilder sound = null;
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      boolean paired =
          Character.isHighSurrogate(unit)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (paired) {
        i++;
      } else if (Character.isSurrogate(unit)) {
        sound = sound == null ? new StringBuilder(text) : sound;
        sound.setCharAt(i, '\uFFFD');
      }
    }
    return sound == null ? text : sound.toString();
  }

  private static HuggingFaceTokenizer library(JsonNode tokenizer) {
    byte[] json = tokenizer.toString().getBytes(StandardCharsets.UTF_8);
    try {
      return HuggingFaceTokenizer.newInstance(
          new ByteArrayInputStream(json),
          Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false"));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
