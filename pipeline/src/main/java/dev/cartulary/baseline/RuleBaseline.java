package dev.cartulary.baseline;

import dev.cartulary.field.DocumentType;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.normalize.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fills the fields of a document type by rules alone; fields without a rule stay empty. */
public final class RuleBaseline {
  private final DocumentType type;
  private final Map<String, Rule> rules = new HashMap<>();

  public RuleBaseline(DocumentType type) {
    this.type = type;
    rules.putAll(ContractRules.all());
    rules.putAll(ClauseRules.all());
    rules.putAll(ClinicalRules.all());
  }

  /** The values in {@code text}; one a field, except in lists. */
  public List<RuleValue> values(String text) {
    List<RuleValue> values = new ArrayList<>();
    for (FieldDefinition field : type.fields()) {
      Rule rule = rules.get(field.name());
      if (rule != null) {
        values.addAll(values(field, rule.find(text)));
      }
    }
    return values;
  }

  private static List<RuleValue> values(FieldDefinition field, List<String> found) {
    Map<String, RuleValue> distinct = new LinkedHashMap<>();
    for (String value : found) {
      var normalized = Normalizer.normalize(field, value);
      if (!value.isBlank() && Normalizer.readable(field, normalized)) {
        distinct.putIfAbsent(
            normalized.canonical(), new RuleValue(field.name(), value, normalized.canonical()));
      }
    }
    List<RuleValue> values = List.copyOf(distinct.values());
    return field.many() || values.isEmpty() ? values : values.subList(0, 1);
  }
}
