package dev.cartulary.constrain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/** Seeded schemas that use every keyword that is known, for tests. */
final class RandomSchemas {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> NAMES =
      List.of("a", "name", "dose unit", "\u00e9t\u00e9", "q\"uote", "b/c~d", "\ud83d\ude00", "z");
  private static final List<String> PATTERNS =
      List.of(
          "^[a-z]+$",
          "^\\d{4}-\\d{2}-\\d{2}$",
          "b",
          "^x|y$|z",
          "^(ab|\"c)*$",
          "[^a-z\\s]",
          "^\\S+\\\\?$",
          "\u00e9$",
          ".");

  private final Random random;

  private RandomSchemas(Random random) {
    this.random = random;
  }

  static ObjectNode of(long seed) {
    RandomSchemas schemas = new RandomSchemas(new Random(seed));
    ObjectNode schema = schemas.schema(3);
    if (schemas.random.nextBoolean()) {
      schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    }
    ObjectNode defs = schema.putObject("$defs");
    defs.set("leaf", schemas.scalar());
    ObjectNode tree = defs.putObject("tree").put("type", "object");
    ObjectNode properties = tree.putObject("properties");
    properties.set("v", schemas.scalar());
    properties.putObject("kids").put("type", "array").set("items", ref("tree"));
    tree.putArray("required").add("v");
    return schema;
  }

  private static ObjectNode ref(String name) {
    return JSON.objectNode().put("$ref", "#/$defs/" + name);
  }

  private ObjectNode schema(int depth) {
    if (depth == 0) {
      return scalar();
    }
    return switch (random.nextInt(8)) {
      case 0, 1 -> object(depth);
      case 2, 3 -> array(depth);
      case 4 -> {
        ObjectNode any = JSON.objectNode();
        ArrayNode alternatives = any.putArray("anyOf");
        for (int i = random.nextInt(3); i >= 0; i--) {
          alternatives.add(schema(depth - 1));
        }
        yield any;
      }
      case 5 -> ref(random.nextBoolean() ? "leaf" : "tree");
      default -> scalar();
    };
  }

  private ObjectNode object(int depth) {
    ObjectNode object = JSON.objectNode().put("description", "an object");
    if (random.nextInt(4) > 0) {
      object.put("type", "object");
    }
    ObjectNode properties = object.putObject("properties");
    ArrayNode required = object.putArray("required");
    for (int i = random.nextInt(4); i > 0; i--) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      if (!properties.has(name) && random.nextBoolean()) {
        required.add(name);
      }
      properties.set(name, schema(depth - 1));
    }
    if (random.nextBoolean()) {
      object.put("additionalProperties", random.nextBoolean());
    }
    return object;
  }

  private ObjectNode array(int depth) {
    ObjectNode array = JSON.objectNode().put("type", "array");
    array.set("items", schema(depth - 1));
    int least = random.nextInt(3);
    if (random.nextBoolean()) {
      array.put("minItems", least);
    }
    if (random.nextBoolean()) {
      array.put("maxItems", least + random.nextInt(4));
    }
    return array;
  }

  private ObjectNode scalar() {
    ObjectNode scalar = JSON.objectNode();
    switch (random.nextInt(8)) {
      case 0 -> string(scalar.put("type", "string"));
      case 1 -> string(scalar.put("type", "string").put("pattern", pattern()));
      case 2 -> bounds(scalar.put("type", "integer"));
      case 3 -> bounds(scalar.put("type", "number"));
      case 4 -> scalar.put("type", random.nextBoolean() ? "boolean" : "null");
      case 5 -> {
        ArrayNode values = scalar.putArray("enum");
        for (int i = random.nextInt(4); i >= 0; i--) {
          values.add(value());
        }
      }
      case 6 -> scalar.set("const", value());
      default -> {
        scalar.putArray("type").add("string").add("null").add("integer");
        string(scalar);
      }
    }
    return scalar;
  }

  private String pattern() {
    String pattern = PATTERNS.get(random.nextInt(PATTERNS.size()));
    return pattern.equals("^x|y$|z") ? "x|y|z" : pattern;
  }

  private void string(ObjectNode schema) {
    int least = random.nextInt(4);
    if (random.nextBoolean()) {
      schema.put("minLength", least);
    }
    if (random.nextBoolean()) {
      schema.put("maxLength", Math.max(10, least) + random.nextInt(4));
    } else if (!schema.has("pattern") && random.nextBoolean()) {
      schema.put("maxLength", least + random.nextInt(3));
    }
  }

  private void bounds(ObjectNode schema) {
    BigDecimal least = decimal();
    if (random.nextBoolean()) {
      schema.put(random.nextBoolean() ? "minimum" : "exclusiveMinimum", least);
    }
    if (random.nextBoolean()) {
      BigDecimal greatest = least.add(BigDecimal.valueOf(2 + random.nextInt(2000)));
      schema.put(random.nextBoolean() ? "maximum" : "exclusiveMaximum", greatest);
    }
  }

  private BigDecimal decimal() {
    return BigDecimal.valueOf(random.nextInt(20_000) - 10_000L, random.nextInt(5));
  }

  private JsonNode value() {
    return switch (random.nextInt(7)) {
      case 0 -> JSON.numberNode(random.nextInt(100) - 50);
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.nullNode();
      case 3 -> JSON.arrayNode().add("x").add(1);
      case 4 -> JSON.objectNode().put("k", "v");
      default -> JSON.textNode(NAMES.get(random.nextInt(NAMES.size())) + "\n\u0001");
    };
  }
}
