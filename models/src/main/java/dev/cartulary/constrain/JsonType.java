package dev.cartulary.constrain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The types of JSON Schema, with the keywords that are about values of one type only. */
enum JsonType {
  OBJECT("properties", "required", "additionalProperties"),
  ARRAY("items", "minItems", "maxItems"),
  STRING("minLength", "maxLength", "pattern"),
  INTEGER("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
  NUMBER("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
  BOOLEAN,
  NULL;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of cannot change.
  private final Set<String> keywords;

  JsonType(String... keywords) {
    this.keywords = Set.of(keywords);
  }

  /**
   * The types a schema names or, where it names none, the one that its other keywords are about.
   */
  static Set<JsonType> of(SchemaNode node) {
    requireKnown(node);
    if (node.has("type")) {
      return named(node.at("type"));
    }
    List<JsonType> about = new ArrayList<>();
    for (JsonType type : values()) {
      if (type != INTEGER && node.keywords().stream().anyMatch(type.keywords::contains)) {
        about.add(type);
      }
    }
    if (about.size() != 1) {
      throw node.refused("type is missing");
    }
    return EnumSet.of(about.get(0));
  }

  static Set<JsonType> named(SchemaNode type) {
    Set<JsonType> types = EnumSet.noneOf(JsonType.class);
    for (SchemaNode name : type.json().isArray() ? type.elements() : List.of(type)) {
      types.add(
          List.of(values()).stream()
              .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(name.text()))
              .findFirst()
              .orElseThrow(() -> name.refused("there is no type " + name.text())));
    }
    if (types.contains(NUMBER)) {
      types.remove(INTEGER);
    }
    return types;
  }

  private static void requireKnown(SchemaNode node) {
    for (String keyword : node.keywords()) {
      boolean known =
          keyword.equals("type")
              || JsonSchemaReader.isAnnotation(keyword)
              || List.of(values()).stream().anyMatch(type -> type.keywords.contains(keyword));
      if (!known) {
        throw node.at(keyword).refused("is not supported");
      }
    }
  }

  /** Whether a value has the type. */
  boolean holds(JsonNode value) {
    return switch (this) {
      case OBJECT -> value.isObject();
      case ARRAY -> value.isArray();
      case STRING -> value.isTextual();
      case INTEGER -> value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
      case NUMBER -> value.isNumber();
      case BOOLEAN -> value.isBoolean();
      case NULL -> value.isNull();
    };
  }
}
