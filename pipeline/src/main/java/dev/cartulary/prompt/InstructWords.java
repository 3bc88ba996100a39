package dev.cartulary.prompt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cartulary.digest.Sha256;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldType;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;

/** The questions to models that follow instructions, out of a versioned resource. */
final class InstructWords {
  private static final String NAME = "instruct-2.properties";
  private static final byte[] RESOURCE = resource();
  private static final Properties WORDS = words();

  /** Changes with the resource. */
  static final String FINGERPRINT = NAME + " " + Sha256.of(RESOURCE).hex();

  private InstructWords() {}

  static String question(FieldDefinition field) {
    String key = field.type() == FieldType.BOOLEAN ? "sentence" : field.many() ? "list" : "value";
    String question = format(key, field.description());
    return field.examples().isEmpty()
        ? question
        : question + format("examples", String.join("; ", field.examples()));
  }

  static String summary(DocumentType type) {
    return format("summary", type.summaryQuestion(), Integer.toString(type.summarySentences()));
  }

  private static String format(String key, Object... words) {
    String pattern = WORDS.getProperty(key);
    if (pattern == null) {
      throw new IllegalStateException("the questions in " + NAME + " lack " + key);
    }
    return new MessageFormat(pattern, Locale.ROOT).format(words);
  }

  private static byte[] resource() {
    try (InputStream in = InstructWords.class.getResourceAsStream(NAME)) {
      if (in == null) {
        throw new IllegalStateException(NAME + " is missing from this build");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties words() {
    try {
      Properties words = new Properties();
      words.load(new StringReader(new String(RESOURCE, UTF_8)));
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
