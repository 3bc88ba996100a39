package dev.cartulary.constrain;

import com.fasterxml.jackson.databind.node.TextNode;
import dk.brics.automaton.Automaton;
import java.util.List;

/**
 * The JSON texts that a schema lets a branch write, each value in one form: without white space,
 * properties in the schema's order, nothing escaped that need not be.
 *
 * <p>Shapes are shared between the places that refer to them; they are compared by identity.
 */
sealed interface JsonShape {
  /** The part that writes it. */
  JsonPart toPart(JsonGrammar grammar);

  /** A string as JSON writes it, quotes included. */
  static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }

  /** Any of given JSON texts. */
  record Texts(List<String> texts) implements JsonShape {
    public Texts {
      texts = List.copyOf(texts);
    }

    @Override
    public JsonPart toPart(JsonGrammar grammar) {
      return grammar.texts(this);
    }
  }

  /**
   * A string without control characters other than those with a short escape.
   *
   * @param least code points
   * @param most code points, at least as many
   */
  record Characters(int least, int most) implements JsonShape {
    @Override
    public JsonPart toPart(JsonGrammar grammar) {
      return grammar.characters(this);
    }
  }

  /**
   * The JSON texts that an automaton over UTF-16 code units accepts.
   *
   * @param string whether they are strings, else numbers
   */
  record Language(Automaton automaton, boolean string) implements JsonShape {
    @Override
    public JsonPart toPart(JsonGrammar grammar) {
      return grammar.language(this);
    }
  }

  /** An array of {@code least} to {@code most} items. */
  record Items(JsonShape item, int least, int most) implements JsonShape {
    @Override
    public JsonPart toPart(JsonGrammar grammar) {
      return grammar.items(this);
    }
  }

  /** An object with the properties in this order. */
  record Properties(List<Property> properties) implements JsonShape {
    public Properties {
      properties = List.copyOf(properties);
    }

    @Override
    public JsonPart toPart(JsonGrammar grammar) {
      return grammar.properties(this);
    }
  }

  /** A property; one that is not required may be left out. */
  record Property(String name, JsonShape value, boolean required) {}

  /** Any of the alternatives. */
  record AnyOf(List<JsonShape> alternatives) implements JsonShape {
    public AnyOf {
      alternatives = List.copyOf(alternatives);
    }

    @Override
    public JsonPart toPart(JsonGrammar grammar) {
      return grammar.anyOf(this);
    }
  }
}
