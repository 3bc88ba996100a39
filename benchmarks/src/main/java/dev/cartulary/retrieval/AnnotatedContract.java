package dev.cartulary.retrieval;

import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.field.DocumentType;
import dev.cartulary.gold.GoldDocument;
import dev.cartulary.gold.GoldField;
import dev.cartulary.gold.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A contract and where its right answers stand.
 *
 * @param part 0 to 9, see {@link dev.cartulary.gold.Split}
 * @param text as it is read, with single blanks
 * @param places for each judged field of the type: all places that hold one of the stretches which
 *     annotators marked, in the order of the text; empty where there is no right answer
 * @param lost fields with a right answer of which no stretch stands in the text
 */
public record AnnotatedContract(
    String name, int part, String text, Map<String, List<CharSpan>> places, Set<String> lost) {

  /** All contracts of a folder with {@code gold} and {@code txt}, as CUAD has them. */
  public static List<AnnotatedContract> read(Path folder, DocumentType type) throws IOException {
    Set<String> fields =
        type.fields().stream().map(field -> field.name()).collect(Collectors.toSet());
    List<AnnotatedContract> contracts = new ArrayList<>();
    for (GoldDocument document : Layout.CUAD.read(folder, folder, type).documents()) {
      String stem = document.name().replaceAll("\\.pdf$", "");
      String text = tidy(Files.readString(folder.resolve("txt").resolve(stem + ".txt")));
      WordText words = new WordText(text);
      Map<String, List<CharSpan>> places = new LinkedHashMap<>();
      for (GoldField field : document.fields()) {
        if (fields.contains(field.name())) {
          places.put(field.name(), places(words, field));
        }
      }
      Set<String> lost =
          document.fields().stream()
              .filter(field -> !field.values().isEmpty())
              .map(GoldField::name)
              .filter(field -> places.getOrDefault(field, List.of()).isEmpty())
              .collect(Collectors.toSet());
      contracts.add(new AnnotatedContract(document.name(), document.part(), text, places, lost));
    }
    return contracts;
  }

  /** The contract as rules and models are asked about it, of one page. */
  public ExtractedText document() {
    return new ExtractedText(
        new DocumentId("0".repeat(64)),
        "text/plain",
        text,
        List.of(new Page(1, new CharSpan(0, text.length()), false)));
  }

  private static List<CharSpan> places(WordText words, GoldField field) {
    return field.values().stream()
        .flatMap(value -> value.evidence().stream())
        .distinct()
        .flatMap(stretch -> words.find(stretch).stream())
        .distinct()
        .sorted((a, b) -> Integer.compare(a.start(), b.start()))
        .toList();
  }

  /**
   * Whether a piece of the text shows one of the places: it covers half of it, or half of itself.
   */
  public static boolean shows(CharSpan piece, List<CharSpan> places) {
    return places.stream()
        .anyMatch(
            place -> {
              int both =
                  Math.min(piece.end(), place.end()) - Math.max(piece.start(), place.start());
              return both > 0 && 2 * both >= Math.min(piece.length(), place.length());
            });
  }

  private static String tidy(String text) {
    return text.replaceAll("[ \\t\\r\\f\\u00a0]+", " ")
        .replaceAll(" ?\\n ?", "\n")
        .replaceAll("\\n{3,}", "\n\n")
        .strip();
  }
}
