package dev.cartulary.gold;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.field.Candidates;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.FieldDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Our own layout: {@code NAME.json} for the document {@code NAME}, beside it or at the same place
 * in the job's input folder. {@code fields} lists the values of each field, {@code {"value":
 * "verbatim", "normalized": "in one form"}}; a field that is not listed has none, and of a field
 * that is {@code null} nothing is said. {@code summary} is optional. A file with {@code failure}
 * tells of a document that cannot be read, and is passed over.
 */
final class JsonFolder {
  /** What a field of text holds, by the source of its values; no field has two of these. */
  private static final Map<Candidates, Comparison> WORDS =
      Map.of(
          Candidates.DURATIONS, Comparison.PERIOD,
          Candidates.JURISDICTIONS, Comparison.PLACE,
          Candidates.ORGANISATIONS, Comparison.ORGANISATION,
          Candidates.PERSONS, Comparison.PERSON);

  private JsonFolder() {}

  static List<GoldDocument> read(Path folder, Path inputs, DocumentType type) {
    List<GoldDocument> documents = new ArrayList<>();
    for (Path file : GoldFiles.files(folder, ".json")) {
      JsonNode gold = GoldFiles.json(file);
      String path =
          folder.relativize(file).toString().replace('\\', '/').replaceAll("\\.json$", "");
      if (gold.has("failure") && !gold.has("fields")) {
        continue;
      }
      if (!gold.path("fields").isObject()) {
        throw new GoldException(file + " has no fields; see docs/evaluation.md for the layout");
      }
      documents.add(
          new GoldDocument(
              path,
              path,
              source(file, path, List.of(folder, inputs)),
              fields(file, gold.path("fields"), type),
              gold.hasNonNull("summary") ? gold.path("summary").asText() : null));
    }
    return documents;
  }

  /** The file at {@code path}, or the message or archive on the way to it. */
  private static GoldDocument.Source source(Path gold, String path, List<Path> folders) {
    for (String prefix = path; !prefix.isEmpty(); ) {
      for (Path folder : folders) {
        Path file = folder.resolve(prefix);
        if (Files.isRegularFile(file)) {
          return new GoldDocument.Stored(file, prefix);
        }
      }
      prefix = prefix.contains("/") ? prefix.substring(0, prefix.lastIndexOf('/')) : "";
    }
    throw new GoldException(
        gold + " has no document: put it beside this file, or into the job's input folder");
  }

  private static List<GoldField> fields(Path file, JsonNode gold, DocumentType type) {
    Set<String> unknown = new LinkedHashSet<>();
    gold.fieldNames().forEachRemaining(unknown::add);
    List<GoldField> fields = new ArrayList<>();
    for (FieldDefinition field : type.fields()) {
      unknown.remove(field.name());
      JsonNode values = gold.get(field.name());
      if (values == null || !values.isNull()) {
        fields.add(field(field, values));
      }
    }
    if (!unknown.isEmpty()) {
      throw new GoldException(
          file + " has values of " + unknown + ", which the type " + type.name() + " has not");
    }
    return fields;
  }

  private static GoldField field(FieldDefinition field, @Nullable JsonNode gold) {
    Comparison comparison = comparison(field);
    Map<String, List<String>> values = new LinkedHashMap<>();
    if (gold != null) {
      for (JsonNode value : gold) {
        String form = comparison.form(GoldFiles.member(value, "normalized"));
        values.computeIfAbsent(form, f -> new ArrayList<>()).add(GoldFiles.member(value, "value"));
      }
    }
    List<GoldValue> distinct = new ArrayList<>();
    values.forEach((form, evidence) -> distinct.add(new GoldValue(Set.of(form), evidence)));
    if (!field.many() && distinct.size() > 1) {
      List<String> evidence = distinct.stream().flatMap(v -> v.evidence().stream()).toList();
      return new GoldField(
          field.name(), comparison, List.of(new GoldValue(values.keySet(), evidence)));
    }
    return new GoldField(field.name(), comparison, distinct);
  }

  private static Comparison comparison(FieldDefinition field) {
    return switch (field.type()) {
      case DATE -> Comparison.DATE;
      case MONEY -> Comparison.MONEY;
      case NUMBER -> Comparison.NUMBER;
      case BOOLEAN -> Comparison.FLAG;
      case ENUM -> Comparison.WORDS;
      case TEXT ->
          WORDS.entrySet().stream()
              .filter(kind -> field.candidates().contains(kind.getKey()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(Comparison.WORDS);
    };
  }
}
