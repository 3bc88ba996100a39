package dev.cartulary.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cartulary.digest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The words of a prompt, out of a versioned resource of this package.
 *
 * @param fingerprint changes with the resource
 */
record Wording(
    String between,
    String one,
    String certain,
    String many,
    String choices,
    String schema,
    String absent,
    String fingerprint) {
  /** For checkpoints that follow instructions. */
  static final Wording INSTRUCT = read("instruct-2.properties");

  private static Wording read(String name) {
    try (InputStream in = Wording.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from this build");
      }
      byte[] resource = in.readAllBytes();
      Properties words = new Properties();
      words.load(new StringReader(new String(resource, UTF_8)));
      return new Wording(
          word(words, "between"),
          word(words, "one"),
          word(words, "certain"),
          word(words, "many"),
          word(words, "choices"),
          word(words, "schema"),
          word(words, "absent"),
          name + " " + Sha256.of(resource).hex());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String word(Properties words, String key) {
    String word = words.getProperty(key);
    if (word == null) {
      throw new IllegalStateException("the words of prompts lack " + key);
    }
    return word;
  }
}
