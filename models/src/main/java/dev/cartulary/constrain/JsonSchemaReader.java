package dev.cartulary.constrain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/*
 * A reference is replaced by what it names. Where a definition leads back to itself, each passage
 * through it takes one from a count, and where the count is spent the reference has no value: an
 * optional property is left out, an array stays empty, an alternative is not taken. What is left is
 * finite, and shared by all places with the same definition and count.
 */

/**
 * Reads a part of JSON Schema, draft 2020-12: {@code type}, {@code properties}, {@code required},
 * {@code additionalProperties}, {@code items}, {@code minItems}, {@code maxItems}, {@code
 * minLength}, {@code maxLength}, {@code pattern}, {@code minimum}, {@code maximum}, {@code
 * exclusiveMinimum}, {@code exclusiveMaximum}, {@code enum}, {@code const}, {@code anyOf} and
 * {@code $ref} to {@code #/$defs/}. Annotations are passed over, everything else is refused.
 */
final class JsonSchemaReader {
  private static final Set<String> ANNOTATIONS =
      Set.of("title", "description", "$schema", "$id", "default", "examples", "$comment", "$defs");
  private static final int RECURSIONS = 8;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private record Reached(String pointer, int recursions) {}

  private record Scalar(String pointer, JsonType type) {}

  private final JsonNode root;
  private final Map<Reached, Optional<JsonShape>> references = new HashMap<>();
  private final Map<Scalar, JsonShape> scalars = new HashMap<>(); // at any depth the same
  private final Map<String, Boolean> recursive = new HashMap<>();

  private JsonSchemaReader(JsonNode root) {
    this.root = root;
  }

  /**
   * The texts of a schema.
   *
   * @throws IllegalArgumentException naming what is not known, and where, when the schema cannot be
   *     followed
   */
  static JsonShape read(String schema) {
    JsonNode root;
    try {
      root = JSON.readTree(schema);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the schema is not JSON, at line " + e.getLocation().getLineNr(), e);
    }
    SchemaNode whole = new SchemaNode(root, "#");
    return new JsonSchemaReader(root)
        .shape(whole, RECURSIONS)
        .orElseThrow(() -> whole.refused("the schema refers to itself without an end"));
  }

  static boolean isAnnotation(String keyword) {
    return ANNOTATIONS.contains(keyword);
  }

  /** The shape; empty where a recursion would go too deep. */
  private Optional<JsonShape> shape(SchemaNode node, int recursions) {
    node.requireObject();
    Set<String> keywords = new LinkedHashSet<>(node.keywords());
    keywords.removeAll(ANNOTATIONS);
    for (String whole : List.of("$ref", "anyOf", "const", "enum")) {
      if (keywords.remove(whole)) {
        boolean typed = whole.equals("const") || whole.equals("enum");
        for (String other : keywords) {
          if (!typed || !other.equals("type")) {
            throw node.at(other).refused("is not supported beside " + whole);
          }
        }
        return switch (whole) {
          case "$ref" -> reference(node.at("$ref"), recursions);
          case "anyOf" -> anyOf(node.at("anyOf"), recursions);
          default -> Optional.of(JsonScalars.values(node, whole));
        };
      }
    }
    List<JsonShape> shapes = new ArrayList<>();
    for (JsonType type : JsonType.of(node)) {
      switch (type) {
        case OBJECT -> object(node, recursions).ifPresent(shapes::add);
        case ARRAY -> array(node, recursions).ifPresent(shapes::add);
        case STRING, INTEGER, NUMBER, BOOLEAN, NULL ->
            shapes.add(
                scalars.computeIfAbsent(
                    new Scalar(node.pointer(), type), place -> scalar(node, type)));
      }
    }
    return any(shapes);
  }

  private static JsonShape scalar(SchemaNode node, JsonType type) {
    return switch (type) {
      case STRING -> JsonScalars.string(node);
      case INTEGER -> JsonScalars.number(node, true);
      case NUMBER -> JsonScalars.number(node, false);
      case BOOLEAN -> new JsonShape.Texts(List.of("true", "false"));
      case NULL -> new JsonShape.Texts(List.of("null"));
      case OBJECT, ARRAY -> throw new IllegalArgumentException(type + " holds other values");
    };
  }

  private static Optional<JsonShape> any(List<JsonShape> shapes) {
    return shapes.size() > 1
        ? Optional.of(new JsonShape.AnyOf(shapes))
        : shapes.stream().findFirst();
  }

  private Optional<JsonShape> anyOf(SchemaNode list, int recursions) {
    List<JsonShape> shapes = new ArrayList<>();
    for (SchemaNode alternative : list.elements()) {
      shape(alternative, recursions).ifPresent(shapes::add);
    }
    return any(shapes);
  }

  private Optional<JsonShape> object(SchemaNode node, int recursions) {
    if (node.has("additionalProperties") && !node.at("additionalProperties").json().isBoolean()) {
      throw node.at("additionalProperties")
          .refused("is a schema, and only properties that are named are written");
    }
    Set<String> required = new LinkedHashSet<>();
    if (node.has("required")) {
      node.at("required").elements().forEach(name -> required.add(name.text()));
    }
    List<JsonShape.Property> properties = new ArrayList<>();
    for (SchemaNode property : node.members("properties")) {
      boolean needed = required.remove(property.name());
      Optional<JsonShape> value = shape(property, recursions);
      if (value.isPresent()) {
        properties.add(new JsonShape.Property(property.soundName(), value.orElseThrow(), needed));
      } else if (needed) {
        return Optional.empty();
      }
    }
    if (!required.isEmpty()) {
      throw node.at("required")
          .refused("demands " + required.iterator().next() + ", which properties does not name");
    }
    return Optional.of(new JsonShape.Properties(properties));
  }

  private Optional<JsonShape> array(SchemaNode node, int recursions) {
    int least = node.count("minItems", 0);
    int most = node.count("maxItems", Math.max(least, JsonScalars.ITEMS));
    if (least > most) {
      throw node.refused("minItems is above maxItems");
    }
    if (most == 0) {
      return Optional.of(new JsonShape.Texts(List.of("[]")));
    }
    if (!node.has("items")) {
      throw node.refused("items is missing; say what the array holds");
    }
    Optional<JsonShape> item = shape(node.at("items"), recursions);
    return item.isEmpty() && least == 0
        ? Optional.of(new JsonShape.Texts(List.of("[]")))
        : item.map(shape -> new JsonShape.Items(shape, least, most));
  }

  private Optional<JsonShape> reference(SchemaNode node, int recursions) {
    SchemaNode target = target(node);
    String pointer = target.pointer();
    int left = isRecursive(target) ? recursions - 1 : recursions;
    if (left < 0) {
      return Optional.empty();
    }
    Reached reached = new Reached(pointer, left);
    Optional<JsonShape> known = references.get(reached);
    if (known == null) {
      known = shape(target, left);
      references.put(reached, known);
    }
    return known;
  }

  private SchemaNode target(SchemaNode node) {
    String reference = node.text();
    if (!reference.startsWith("#/$defs/")) {
      throw node.refused("refers to " + reference + "; only #/$defs/... is supported");
    }
    SchemaNode target = SchemaNode.find(root, reference);
    if (target == null) {
      throw node.refused("refers to " + reference + ", which is not there");
    }
    return target;
  }

  /** Whether a definition leads back to itself. */
  private boolean isRecursive(SchemaNode definition) {
    Boolean known = recursive.get(definition.pointer());
    if (known == null) {
      Set<String> seen = new LinkedHashSet<>();
      List<SchemaNode> open = new ArrayList<>(List.of(definition));
      while (!open.isEmpty()) {
        for (SchemaNode next : open.remove(open.size() - 1).references()) {
          SchemaNode target = target(next);
          if (seen.add(target.pointer())) {
            open.add(target);
          }
        }
      }
      known = seen.contains(definition.pointer());
      recursive.put(definition.pointer(), known);
    }
    return known;
  }
}
