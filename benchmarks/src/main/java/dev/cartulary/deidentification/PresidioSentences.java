package dev.cartulary.deidentification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cartulary.document.CharSpan;
import dev.cartulary.phi.Lexicon;
import dev.cartulary.phi.PhiClass;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sentences of presidio-research with their marked spans, in our classes. */
final class PresidioSentences {
  private static final String NAME = "presidio-";

  private PresidioSentences() {}

  /** For each sentence's name the number of the pattern from which it was made. */
  static Map<String, Integer> patterns(Path data) throws IOException {
    Map<String, Integer> patterns = new HashMap<>();
    for (JsonNode node : new ObjectMapper().readTree(file(data))) {
      patterns.put(NAME + patterns.size(), node.path("template_id").asInt());
    }
    return patterns;
  }

  private static File file(Path data) {
    return data.resolve("phi/presidio-research-synth_dataset_v2.json").toFile();
  }

  /**
   * The sentences.
   *
   * @param data the folder that holds {@code phi}
   */
  static List<Labelled> read(Path data) throws IOException {
    List<Labelled> sentences = new ArrayList<>();
    for (JsonNode node : new ObjectMapper().readTree(file(data))) {
      String text = node.path("full_text").asText();
      List<Labelled.Gold> gold = new ArrayList<>();
      List<CharSpan> free = new ArrayList<>();
      for (JsonNode span : node.path("spans")) {
        CharSpan where =
            new CharSpan(span.path("start_position").asInt(), span.path("end_position").asInt());
        PhiClass kind = kind(span.path("entity_type").asText(), where.of(text));
        if (kind == null) {
          free.add(where);
        } else {
          gold.add(new Labelled.Gold(kind, where));
        }
      }
      sentences.add(
          new Labelled(
              "presidio sentences",
              NAME + sentences.size(),
              text,
              gold,
              free,
              List.of(new CharSpan(0, text.length()))));
    }
    return sentences;
  }

  /**
   * Null for what Safe Harbor lets stand: countries, years, ages up to 89, and for names of firms.
   */
  private static @Nullable PhiClass kind(String type, String value) {
    return switch (type) {
      case "PERSON" -> PhiClass.NAME;
      case "STREET_ADDRESS", "ZIP_CODE" -> PhiClass.GEOGRAPHY;
      case "GPE" -> isCountry(value) ? null : PhiClass.GEOGRAPHY;
      case "DATE_TIME" -> value.matches("(?:1[89]|20)\\d\\d") ? null : PhiClass.DATE;
      case "AGE" -> value.matches("9\\d|1\\d\\d") ? PhiClass.AGE : null;
      case "CREDIT_CARD", "IBAN_CODE" -> PhiClass.ACCOUNT;
      case "PHONE_NUMBER" -> PhiClass.PHONE;
      case "EMAIL_ADDRESS" -> PhiClass.EMAIL;
      case "DOMAIN_NAME" -> PhiClass.URL;
      case "US_SSN" -> PhiClass.SSN;
      case "IP_ADDRESS" -> PhiClass.IP;
      case "US_DRIVER_LICENSE" -> PhiClass.LICENSE;
      case "ORGANIZATION", "NRP", "TITLE" -> null;
      default -> throw new IllegalArgumentException("an unknown type of span: " + type);
    };
  }

  private static boolean isCountry(String value) {
    String lower = value.toLowerCase(Locale.ROOT).replaceAll(" \\(.*\\)", "");
    return Lexicon.builtIn().isCountry(lower)
        || lower.equals("greenlander")
        || lower.matches("[a-z]{2}|nan");
  }
}
