package dev.cartulary.constrain;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value in a schema with its place, for messages that name it.
 *
 * @param pointer a JSON pointer as a URI fragment, without percent signs
 */
record SchemaNode(JsonNode json, String pointer) {
  private static final int MOST_COUNT = 1_000_000;

  /** The value that a reference names; null when there is none. */
  static @Nullable SchemaNode find(JsonNode root, String reference) {
    String pointer = URLDecoder.decode(reference.replace("+", "%2B"), StandardCharsets.UTF_8);
    JsonNode found = root.at(pointer.substring(1));
    return found.isMissingNode() ? null : new SchemaNode(found, pointer);
  }

  IllegalArgumentException refused(String why) {
    return new IllegalArgumentException("schema at " + pointer + ": " + why);
  }

  void requireObject() {
    if (!json.isObject()) {
      throw refused(
          json.isBoolean() ? "true and false are not supported; give a type" : "is not a schema");
    }
  }

  List<String> keywords() {
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    return names;
  }

  boolean has(String keyword) {
    return json.has(keyword);
  }

  /** The value of a keyword that is there. */
  SchemaNode at(String keyword) {
    return new SchemaNode(
        json.path(keyword), pointer + "/" + keyword.replace("~", "~0").replace("/", "~1"));
  }

  /** The last name of the pointer. */
  String name() {
    return pointer.substring(pointer.lastIndexOf('/') + 1).replace("~1", "/").replace("~0", "~");
  }

  /** As {@link #name}, for writing. */
  String soundName() {
    return sound(name());
  }

  /** The members of an object, in its order; none when the keyword is not there. */
  List<SchemaNode> members(String keyword) {
    if (!has(keyword)) {
      return List.of();
    }
    SchemaNode object = at(keyword);
    if (!object.json.isObject()) {
      throw object.refused("is not an object");
    }
    return object.keywords().stream().map(object::at).toList();
  }

  /** The elements of an array that is not empty. */
  List<SchemaNode> elements() {
    if (!json.isArray()) {
      throw refused("is not an array");
    }
    List<SchemaNode> elements = new ArrayList<>();
    for (JsonNode element : json) {
      elements.add(new SchemaNode(element, pointer + "/" + elements.size()));
    }
    return elements;
  }

  String text() {
    if (!json.isTextual()) {
      throw refused("is not a string");
    }
    return json.textValue();
  }

  /** A number that counts something, or what holds where it is not given. */
  int count(String keyword, int otherwise) {
    if (!has(keyword)) {
      return otherwise;
    }
    JsonNode count = at(keyword).json;
    boolean whole = count.isNumber() && count.decimalValue().stripTrailingZeros().scale() <= 0;
    if (!whole
        || count.decimalValue().signum() < 0
        || count.decimalValue().compareTo(BigDecimal.valueOf(MOST_COUNT)) > 0) {
      throw at(keyword).refused("is not a whole number from 0 to " + MOST_COUNT);
    }
    return count.decimalValue().intValueExact();
  }

  Optional<BigDecimal> number(String keyword) {
    if (!has(keyword)) {
      return Optional.empty();
    }
    if (!at(keyword).json.isNumber()) {
      throw at(keyword).refused("is not a number");
    }
    return Optional.of(at(keyword).json.decimalValue());
  }

  /** The value as JSON, without white space. */
  String written() {
    return sound(json.toString());
  }

  private String sound(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw refused("holds half of a surrogate pair");
    }
    return text;
  }

  /** The references in the schema and the schemas in it, without those in definitions. */
  List<SchemaNode> references() {
    List<SchemaNode> found = new ArrayList<>();
    if (json.isObject() && has("$ref")) {
      found.add(at("$ref"));
    }
    for (SchemaNode property : json.isObject() ? members("properties") : List.<SchemaNode>of()) {
      found.addAll(property.references());
    }
    if (has("items")) {
      found.addAll(at("items").references());
    }
    if (has("anyOf")) {
      at("anyOf").elements().forEach(schema -> found.addAll(schema.references()));
    }
    return found;
  }
}
