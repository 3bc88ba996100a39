package dev.cartulary.escalation;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/** The words of questions, out of a versioned resource. */
final class Words {
  private static final String NAME = "words-1.properties";
  private static final Properties WORDS = read();

  private Words() {}

  static String system() {
    return format("system");
  }

  static String user(String question, String passage) {
    return format("user", question, passage);
  }

  private static String format(String key, Object... words) {
    String pattern = Objects.requireNonNull(WORDS.getProperty(key), key);
    return new MessageFormat(pattern, Locale.ROOT).format(words);
  }

  private static Properties read() {
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(Words.class.getResourceAsStream(NAME), NAME),
            StandardCharsets.UTF_8)) {
      Properties words = new Properties();
      words.load(in);
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
