package dev.cartulary.types;

import dev.cartulary.field.FieldDefinition;

/** Single fields, as a document type writes them. */
public final class Fields {
  private Fields() {}

  /**
   * A field of a type that has no other.
   *
   * @param keys in the flow style of YAML, as in {@code type: date, candidates: dates}
   */
  public static FieldDefinition of(String name, String keys) {
    String yaml = "name: test\nfields:\n  - {name: " + name + ", " + keys + "}\n";
    return DocumentTypeReader.read("test", yaml).fields().get(0);
  }
}
