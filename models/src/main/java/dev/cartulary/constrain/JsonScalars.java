package dev.cartulary.constrain;

import dk.brics.automaton.Automaton;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The shapes of schemas without further schemas in them. */
final class JsonScalars {
  /** The most items and characters where a schema gives no bound: models go in circles. */
  static final int ITEMS = 64;

  static final int CHARACTERS = 256;

  private static final int DIGITS = 15; // before the point; a double holds them exactly
  private static final int DECIMALS = 6;
  private static final int MOST_DECIMALS = 12;

  private JsonScalars() {}

  /** The values of {@code enum} or {@code const} that have one of the types, if any are named. */
  static JsonShape values(SchemaNode node, String keyword) {
    SchemaNode given = node.at(keyword);
    List<SchemaNode> values = keyword.equals("enum") ? given.elements() : List.of(given);
    List<String> texts = new ArrayList<>();
    Set<JsonType> types = node.has("type") ? JsonType.named(node.at("type")) : Set.of();
    for (SchemaNode value : values) {
      if (types.isEmpty() || types.stream().anyMatch(type -> type.holds(value.json()))) {
        texts.add(value.written());
      }
    }
    if (texts.isEmpty()) {
      throw given.refused("has no value of the type");
    }
    return new JsonShape.Texts(texts.stream().distinct().toList());
  }

  static JsonShape string(SchemaNode node) {
    int least = node.count("minLength", 0);
    int most = node.count("maxLength", Math.max(least, CHARACTERS));
    if (least > most) {
      throw node.refused("minLength is above maxLength");
    }
    if (!node.has("pattern")) {
      return new JsonShape.Characters(least, most);
    }
    Automaton strings;
    try {
      strings = TextLanguage.of(node.at("pattern").text(), least, most);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("schema at " + node.pointer() + ": " + e.getMessage(), e);
    }
    if (strings.isEmpty()) {
      throw node.at("pattern")
          .refused("matches no string of " + least + " to " + most + " characters");
    }
    return new JsonShape.Language(strings, true);
  }

  static JsonShape number(SchemaNode node, boolean whole) {
    int decimals = whole ? 0 : DECIMALS;
    for (String keyword : List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")) {
      int scale = node.number(keyword).map(bound -> bound.stripTrailingZeros().scale()).orElse(0);
      decimals = whole ? 0 : Math.max(decimals, Math.min(MOST_DECIMALS, scale));
    }
    BigInteger limit = BigInteger.TEN.pow(DIGITS + decimals).subtract(BigInteger.ONE);
    BigInteger least = limit.negate();
    BigInteger greatest = limit;
    if (node.has("minimum")) {
      least = least.max(scaled(node, "minimum", decimals, RoundingMode.CEILING));
    }
    if (node.has("exclusiveMinimum")) {
      least =
          least.max(
              scaled(node, "exclusiveMinimum", decimals, RoundingMode.FLOOR).add(BigInteger.ONE));
    }
    if (node.has("maximum")) {
      greatest = greatest.min(scaled(node, "maximum", decimals, RoundingMode.FLOOR));
    }
    if (node.has("exclusiveMaximum")) {
      greatest =
          greatest.min(
              scaled(node, "exclusiveMaximum", decimals, RoundingMode.CEILING)
                  .subtract(BigInteger.ONE));
    }
    Automaton numbers = NumberLanguage.of(least, greatest, decimals);
    if (numbers.isEmpty()) {
      throw node.refused(
          "no number of at most "
              + DIGITS
              + " digits before the point and "
              + decimals
              + " after it lies within the bounds");
    }
    return new JsonShape.Language(numbers, false);
  }

  private static BigInteger scaled(
      SchemaNode node, String keyword, int decimals, RoundingMode rounding) {
    BigDecimal bound = node.number(keyword).orElseThrow();
    // A bound beyond all numbers that are written does not need its own digits.
    BigDecimal most = BigDecimal.TEN.pow(DIGITS + 1);
    return bound
        .min(most)
        .max(most.negate())
        .movePointRight(decimals)
        .setScale(0, rounding)
        .toBigInteger();
  }
}
