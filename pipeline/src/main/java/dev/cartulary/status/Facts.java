package dev.cartulary.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A JSON object in the making: what a command reports, for programs. */
public final class Facts {
  private final ObjectNode object = Json.object();

  public Facts with(String name, @Nullable String value) {
    object.put(name, value);
    return this;
  }

  public Facts with(String name, long value) {
    object.put(name, value);
    return this;
  }

  public Facts with(String name, double value) {
    object.put(name, value);
    return this;
  }

  public Facts with(String name, boolean value) {
    object.put(name, value);
    return this;
  }

  /** An amount, all its digits. */
  public Facts with(String name, @Nullable BigDecimal value) {
    object.put(name, value);
    return this;
  }

  public Facts with(String name, @Nullable Facts value) {
    object.set(name, value == null ? object.nullNode() : value.object);
    return this;
  }

  public Facts with(String name, Collection<Facts> values) {
    ArrayNode array = object.putArray(name);
    values.forEach(value -> array.add(value.object));
    return this;
  }

  /** Texts, in their order. */
  public Facts withTexts(String name, Collection<String> values) {
    ArrayNode array = object.putArray(name);
    values.forEach(array::add);
    return this;
  }

  /** The object as text, ended by a line feed. */
  public String json() {
    return Json.text(object);
  }
}
