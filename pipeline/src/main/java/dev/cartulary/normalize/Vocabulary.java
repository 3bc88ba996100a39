package dev.cartulary.normalize;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Usual words of contracts and clinical notes, which are capitalised in headings and no names. */
final class Vocabulary {
  private Vocabulary() {}

  static Set<String> words() {
    try (InputStream in = Vocabulary.class.getResourceAsStream("usual-words.txt")) {
      if (in == null) {
        throw new IllegalStateException("usual-words.txt is missing from this build");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Set.copyOf(Words.split(text.strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
