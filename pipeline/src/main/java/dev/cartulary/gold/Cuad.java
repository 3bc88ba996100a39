package dev.cartulary.gold;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cartulary.field.FieldValue;
import dev.cartulary.normalize.Dates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CUAD, the Contract Understanding Atticus Dataset: {@code gold/NAME.json} with 41 clause
 * categories, and each contract as {@code pdf/NAME.pdf} or {@code txt/NAME.txt}; the PDF is taken
 * where there is one. A document's name is that of the PDF file.
 */
final class Cuad {
  /** Categories whose field has another name than the category's words. */
  private static final Map<String, String> NAMES =
      Map.of(
          "Notice Period To Terminate Renewal", "notice_period",
          "Unlimited/All-You-Can-Eat-License", "unlimited_license");

  /** Categories with a value; all others are yes or no. */
  private static final Map<String, Comparison> VALUES =
      Map.of(
          "Document Name", Comparison.WORDS,
          "Parties", Comparison.ORGANISATION,
          "Agreement Date", Comparison.DATE,
          "Effective Date", Comparison.DATE,
          "Expiration Date", Comparison.DATE,
          "Renewal Term", Comparison.PERIOD,
          "Notice Period To Terminate Renewal", Comparison.PERIOD,
          "Governing Law", Comparison.PLACE);

  /** Years of two digits are in the hundred years that end here. */
  private static final int PIVOT = 2069;

  /** Characters of a span that is a date and nothing else. */
  private static final int BARE_DATE = 40;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("M/d/uuuu", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

  private Cuad() {}

  static List<GoldDocument> read(Path folder) {
    List<GoldDocument> documents = new ArrayList<>();
    for (Path file : GoldFiles.files(folder.resolve("gold"), ".json")) {
      String stem = file.getFileName().toString().replaceAll("\\.json$", "");
      Path pdf = folder.resolve("pdf").resolve(stem + ".pdf");
      Path document = Files.exists(pdf) ? pdf : folder.resolve("txt").resolve(stem + ".txt");
      if (!Files.exists(document)) {
        throw new GoldException(file + " has no contract: " + document + " is missing");
      }
      String path = document.getFileName().toString();
      documents.add(
          new GoldDocument(
              stem + ".pdf",
              path,
              new GoldDocument.Stored(document, path),
              fields(GoldFiles.json(file)),
              null));
    }
    return documents;
  }

  private static List<GoldField> fields(JsonNode gold) {
    List<GoldField> fields = new ArrayList<>();
    for (Map.Entry<String, JsonNode> category : gold.properties()) {
      List<String> spans = new ArrayList<>();
      category.getValue().path("spans").forEach(span -> spans.add(span.asText()));
      String answer = GoldFiles.member(category.getValue(), "answer");
      String name = category.getKey();
      @Nullable GoldField field = field(name, answer, spans);
      if (field != null) {
        fields.add(field);
      }
    }
    return fields;
  }

  /** Null where the answer leaves open what is right. */
  private static @Nullable GoldField field(String category, String answer, List<String> spans) {
    String name =
        NAMES.getOrDefault(
            category, Comparison.words(category.replace("-", " ")).replace(' ', '_'));
    Comparison comparison = VALUES.getOrDefault(category, Comparison.FLAG);
    return switch (comparison) {
      case FLAG ->
          new GoldField(
              name,
              comparison,
              spans.isEmpty() ? List.of() : List.of(new GoldValue(Set.of("true"), spans)));
      case DATE -> date(name, answer, spans);
      case ORGANISATION -> new GoldField(name, comparison, CuadParties.of(answer, spans));
      case PERIOD, PLACE -> alternatives(name, comparison, answer, spans);
      default -> {
        Set<String> forms = new LinkedHashSet<>();
        spans.forEach(span -> forms.add(comparison.form(span)));
        forms.add(comparison.form(answer));
        forms.remove("");
        yield new GoldField(
            name, comparison, forms.isEmpty() ? List.of() : List.of(new GoldValue(forms, spans)));
      }
    };
  }

  /**
   * A whole date is a value. What is "perpetual" or has blanks instead of numbers holds no date. A
   * clause without a normalised answer may still name or imply a date, and is not judged.
   */
  private static @Nullable GoldField date(String name, String answer, List<String> spans) {
    Optional<LocalDate> date = date(answer);
    if (date.isPresent()) {
      Set<String> forms = new LinkedHashSet<>();
      forms.add(Comparison.DATE.form(date.get().toString()));
      // The date as it stands in the contract is right, too, where the answer mistyped it.
      spans.stream()
          .filter(span -> span.length() <= BARE_DATE)
          .flatMap(span -> new Dates().read(span).stream())
          .forEach(value -> forms.add(Comparison.DATE.form(value.canonical())));
      return new GoldField(name, Comparison.DATE, List.of(new GoldValue(forms, spans)));
    }
    if (answer.isEmpty() && spans.stream().anyMatch(Cuad::holdsDate)) {
      return null;
    }
    return GoldField.absent(name, Comparison.DATE);
  }

  private static boolean holdsDate(String span) {
    return new Dates()
        .find(span).stream().anyMatch(found -> found.value() instanceof FieldValue.Date);
  }

  private static Optional<LocalDate> date(String answer) {
    String[] parts = answer.split("/", -1);
    if (parts.length != 3 || !parts[2].matches("\\d{2}|\\d{4}")) {
      return Optional.empty();
    }
    int year = Integer.parseInt(parts[2]);
    int century = PIVOT - PIVOT % 100;
    int full = year > 99 ? year : century + year <= PIVOT ? century + year : century - 100 + year;
    try {
      return Optional.of(LocalDate.parse(parts[0] + "/" + parts[1] + "/" + full, DATE));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Several answers are alternatives; a clause without a readable answer is not judged. */
  private static @Nullable GoldField alternatives(
      String name, Comparison comparison, String answer, List<String> spans) {
    if (spans.isEmpty()) {
      return GoldField.absent(name, comparison);
    }
    Set<String> forms = new LinkedHashSet<>();
    for (String part : answer.split("[;/]|, (?=[A-Z][a-z]+$)", -1)) {
      String form = comparison.form(part);
      if (comparison == Comparison.PLACE
          ? !form.isEmpty()
          : form.matches("[\\d.]+ (?:day|month)")) {
        forms.add(form);
      }
    }
    if (comparison == Comparison.PLACE && !answer.isBlank()) {
      forms.add(comparison.form(answer));
    }
    forms.remove("");
    return forms.isEmpty()
        ? null
        : new GoldField(name, comparison, List.of(new GoldValue(forms, spans)));
  }
}
