package dev.cartulary.gold;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MACCROBAT: case reports {@code ID.txt} with spans in brat's format in {@code ID.ann}. Age and sex
 * are taken from the first span of their kind; every distinct drug, disease and procedure is a
 * value. What is annotated as a diagnostic procedure and has a value, such as blood pressure, is
 * measured, not done.
 */
final class Maccrobat {
  private static final Pattern YEARS = Pattern.compile("(\\d{1,3})[- ]?(?:years?|yrs?|y)\\b.*");
  private static final String TEST = "Diagnostic_procedure";
  private static final Map<String, String> LISTS =
      Map.of(
          "Medication",
          "medications",
          "Disease_disorder",
          "diagnoses",
          "Therapeutic_procedure",
          "procedures",
          TEST,
          "procedures");
  private static final Pattern FEMALE = Pattern.compile("(?i)\\b(?:female|woman|girl|lady|she)\\b");
  private static final Pattern MALE = Pattern.compile("(?i)\\b(?:male|man|boy|gentleman|he)\\b");

  private Maccrobat() {}

  static List<GoldDocument> read(Path folder) {
    List<GoldDocument> documents = new ArrayList<>();
    for (Path file : GoldFiles.files(folder, ".ann")) {
      String name = file.getFileName().toString().replaceAll("\\.ann$", ".txt");
      Path text = file.resolveSibling(name);
      if (!Files.exists(text)) {
        throw new GoldException(file + " has no text: " + text + " is missing");
      }
      documents.add(
          new GoldDocument(
              name, name, new GoldDocument.Stored(text, name), fields(GoldFiles.text(file)), null));
    }
    return documents;
  }

  private static List<GoldField> fields(String annotations) {
    Map<String, Map<String, GoldValue>> lists = new LinkedHashMap<>();
    LISTS.values().forEach(field -> lists.put(field, new LinkedHashMap<>()));
    Map<String, GoldField> single = new LinkedHashMap<>();
    for (BratSpan span : BratSpan.read(annotations)) {
      String words = span.words();
      boolean measured = span.measured() && span.kind().equals(TEST);
      String list = measured ? null : LISTS.get(span.kind());
      if (list != null) {
        String form = Comparison.ENTRY.form(words);
        if (!form.isEmpty()) {
          lists.getOrDefault(list, Map.of()).putIfAbsent(form, GoldValue.of(form));
        }
      } else if (span.kind().equals("Age")) {
        Matcher years = YEARS.matcher(words);
        if (years.matches()) {
          put(single, "age", Comparison.NUMBER, years.group(1));
        }
      } else if (span.kind().equals("Sex")) {
        boolean female = FEMALE.matcher(words).find();
        if (female || MALE.matcher(words).find()) {
          put(single, "sex", Comparison.WORDS, female ? "female" : "male");
        }
      }
    }
    List<GoldField> fields = new ArrayList<>(single.values());
    lists.forEach(
        (name, values) ->
            fields.add(new GoldField(name, Comparison.ENTRY, List.copyOf(values.values()))));
    return fields;
  }

  private static void put(
      Map<String, GoldField> fields, String name, Comparison comparison, String form) {
    fields.putIfAbsent(
        name, new GoldField(name, comparison, List.of(new GoldValue(Set.of(form), List.of()))));
  }
}
