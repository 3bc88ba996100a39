package dev.cartulary.constrain;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Makes parts of shapes, each shape once. */
final class JsonGrammar {
  private final Vocabulary vocabulary;
  private final int cap;
  private final IdentityHashMap<JsonShape, JsonPart> parts = new IdentityHashMap<>();

  private JsonGrammar(Vocabulary vocabulary, int cap) {
    this.vocabulary = vocabulary;
    this.cap = cap;
  }

  /**
   * The part that writes texts of the shape.
   *
   * @param cap more commas between items than any token holds
   */
  static JsonPart part(JsonShape shape, Vocabulary vocabulary, int cap) {
    return new JsonGrammar(vocabulary, cap).part(shape);
  }

  private JsonPart part(JsonShape shape) {
    JsonPart known = parts.get(shape);
    if (known != null) {
      return known;
    }
    JsonPart part = shape.toPart(this);
    parts.put(shape, part);
    return part;
  }

  JsonPart texts(JsonShape.Texts shape) {
    return new JsonPart.Whole(new LiteralLeaf(vocabulary, shape.texts()), false);
  }

  JsonPart characters(JsonShape.Characters shape) {
    return new JsonPart.Whole(new TextLeaf(vocabulary, shape.least(), shape.most()), true);
  }

  JsonPart language(JsonShape.Language shape) {
    return new JsonPart.Whole(new Utf8Automaton(shape.automaton(), vocabulary), shape.string());
  }

  JsonPart items(JsonShape.Items shape) {
    return JsonArray.part(vocabulary, part(shape.item()), shape.least(), shape.most(), cap);
  }

  JsonPart anyOf(JsonShape.AnyOf shape) {
    return new JsonPart.AnyPart(shape.alternatives().stream().map(this::part).toList());
  }

  /**
   * From the last property to the first: after one, any up to the next required one may come, or
   * the end where none is required.
   */
  JsonPart properties(JsonShape.Properties shape) {
    List<JsonShape.Property> properties = shape.properties();
    List<String> texts = new ArrayList<>(List.of("}")); // what may come before a property
    List<List<JsonPart>> followers = new ArrayList<>(List.of(List.of()));
    for (int i = properties.size() - 1; i >= 0; i--) {
      JsonShape.Property property = properties.get(i);
      JsonPart after = new JsonPart.Keyed(vocabulary, texts, followers);
      if (property.required()) {
        texts.clear();
        followers.clear();
      }
      texts.add("," + JsonShape.quoted(property.name()) + ":");
      followers.add(List.of(part(property.value()), after));
    }
    List<String> first =
        texts.stream()
            .map(text -> "{" + (text.startsWith(",") ? text.substring(1) : text))
            .toList();
    return new JsonPart.Keyed(vocabulary, first, followers);
  }
}
