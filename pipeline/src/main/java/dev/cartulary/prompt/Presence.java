package dev.cartulary.prompt;

import dev.cartulary.field.FieldDefinition;
import org.jspecify.annotations.Nullable;

/** Who says whether a field with a prior and one value has a value at all. */
public enum Presence {
  /** The model, if it follows instructions; else the rules. */
  AUTO,
  /** The rules: the model chooses among what they find. */
  RULES,
  /** The model: it may say of everything that it is shown that it is not the value. */
  MODEL;

  /** Never {@link #AUTO}. */
  public Presence of(boolean instruct) {
    return this != AUTO ? this : instruct ? MODEL : RULES;
  }

  /** The prior by which rules decide the field; null where the model does. */
  public @Nullable Double prior(FieldDefinition field) {
    return this == MODEL && !field.many() ? null : field.prior();
  }
}
