package dev.cartulary.gold;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * ACI-Bench: one visit a line, of which the note is the document. Age, sex, names and the chief
 * complaint come from the visit's description, not from the note: age and name are judged only
 * where the note holds them.
 */
final class AciBench {
  private AciBench() {}

  static List<GoldDocument> read(Path file) {
    List<GoldDocument> documents = new ArrayList<>();
    for (JsonNode visit : GoldFiles.jsonLines(file)) {
      String id = GoldFiles.member(visit, "id");
      String note = GoldFiles.member(visit, "note");
      if (id.isEmpty() || note.isEmpty()) {
        throw new GoldException(file + " has a line without id or note; is it ACI-Bench?");
      }
      documents.add(
          new GoldDocument(
              id, id + ".txt", new GoldDocument.Inline(note + "\n"), fields(visit, note), null));
    }
    return documents;
  }

  private static List<GoldField> fields(JsonNode visit, String note) {
    List<GoldField> fields = new ArrayList<>();
    String age = GoldFiles.member(visit, "age").replaceAll("\\.0$", "");
    if (age.matches("\\d+") && Pattern.compile("\\b" + age + "\\b").matcher(note).find()) {
      fields.add(field("age", Comparison.NUMBER, Set.of(age)));
    }
    String gender = GoldFiles.member(visit, "gender").toLowerCase(Locale.ROOT);
    if (!gender.isEmpty()) {
      fields.add(field("sex", Comparison.WORDS, Set.of(gender)));
    }
    String complaint = Comparison.WORDS.form(GoldFiles.member(visit, "chief_complaint"));
    if (!complaint.isEmpty()) {
      fields.add(field("chief_complaint", Comparison.WORDS, Set.of(complaint)));
    }
    Set<String> names =
        names(GoldFiles.member(visit, "first_name"), GoldFiles.member(visit, "family_name"), note);
    if (!names.isEmpty()) {
      fields.add(field("patient_name", Comparison.PERSON, names));
    }
    return fields;
  }

  /** The longest form of the name that the note holds. */
  private static Set<String> names(String first, String family, String note) {
    String words = " " + Comparison.words(note) + " ";
    Set<String> forms = new LinkedHashSet<>();
    for (String name : List.of(first + " " + family, family, first)) {
      String form = Comparison.words(name);
      if (!form.isEmpty() && forms.isEmpty() && words.contains(" " + form + " ")) {
        forms.add(form);
      }
    }
    return forms;
  }

  private static GoldField field(String name, Comparison comparison, Set<String> forms) {
    return new GoldField(name, comparison, List.of(new GoldValue(forms, List.of())));
  }
}
