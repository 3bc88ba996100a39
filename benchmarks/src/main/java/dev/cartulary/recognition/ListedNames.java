package dev.cartulary.recognition;

import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.entity.EntityKind;
import dev.cartulary.field.DocumentType;
import dev.cartulary.gold.GoldDocument;
import dev.cartulary.gold.Layout;
import dev.cartulary.gold.Split;
import dev.cartulary.prompt.RequestBuilder;
import dev.cartulary.types.DocumentTypes;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Short items of the lists in transcribed notes, by the headings over them. */
final class ListedNames {
  private static final int MOST_WORDS = 3;
  private static final int SHORTEST = 4;
  private static final Map<String, Set<EntityKind>> FIELDS =
      new TreeMap<>(
          Map.of(
              "diagnoses", Set.of(EntityKind.PROBLEM, EntityKind.SYMPTOM),
              "procedures", Set.of(EntityKind.TREATMENT, EntityKind.TEST),
              "medications", Set.of(EntityKind.DRUG)));

  /** Where the name of a drug ends and what is taken of it begins. */
  private static final Pattern DOSE =
      Pattern.compile(
          "(?i)\\s*(?:[\\d(,;]|\\b(?:mg|p\\.?o\\.?|IV|b\\.?i\\.?d|q|daily|once|twice|every|as|p\\.?r\\.?n|at|one|two|and|for|tablets?"
              + "|with|on|in|by|inhaler|cream|drops|patch)\\b).*");

  private static final Pattern BEFORE =
      Pattern.compile(
          "(?i)^(?:history of|status post|s/p|possible|probable|rule out|mild|moderate|severe|acute on|known|recent|left"
              + "|right|bilateral|small|large)\\s+");
  private static final Pattern ENDS = Pattern.compile("^[ .,:-]+|[ .,:-]+$");
  private static final Pattern NO_NAME =
      Pattern.compile(
          "(?i)(?:no|not|none|negative|unknown|as|the|see|other|on|using|take|patient|she|he|history|denies|a|with|start"
              + "|refused|includ\\w+|multiple|all|home|his|her)\\b.*|.*[\\d/,:].*");

  private ListedNames() {}

  /** The names of the notes of parts 0 to 4, each as written and with a small first letter. */
  static List<Phrase> of(Path notes) {
    DocumentType type = DocumentTypes.builtIn("clinical-note");
    RequestBuilder rules = new RequestBuilder(type, false);
    Set<Phrase> names = new LinkedHashSet<>();
    for (GoldDocument note : Layout.MTSAMPLES.read(notes, notes, type).documents()) {
      if (note.part() < Split.DEVELOPMENT && note.source() instanceof GoldDocument.Inline inline) {
        Map<String, List<CharSpan>> places = rules.places(text(inline.text()));
        FIELDS.forEach(
            (field, kinds) ->
                places
                    .getOrDefault(field, List.of())
                    .forEach(span -> add(span.of(inline.text()), kinds, names)));
      }
    }
    return List.copyOf(names);
  }

  private static ExtractedText text(String text) {
    return new ExtractedText(
        new DocumentId("0".repeat(64)),
        "text/plain",
        text,
        List.of(new Page(1, new CharSpan(0, text.length()), false)));
  }

  private static void add(String item, Set<EntityKind> kinds, Set<Phrase> names) {
    String whole = item.replaceAll("\\s+", " ");
    String bare = kinds.contains(EntityKind.DRUG) ? DOSE.matcher(whole).replaceFirst("") : whole;
    String name = ENDS.matcher(BEFORE.matcher(bare).replaceFirst("")).replaceAll("");
    if (name.length() >= SHORTEST
        && name.split(" ", -1).length <= MOST_WORDS
        && !NO_NAME.matcher(name).matches()) {
      names.add(new Phrase(name, kinds));
      names.add(new Phrase(DefinedNames.small(name), kinds));
    }
  }
}
