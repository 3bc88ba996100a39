package dev.cartulary.escalation;

import dev.cartulary.chunk.Sentences;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.phi.PhiSpan;
import dev.cartulary.prompt.RequestBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The passages of one document that answer questions: the sentences in which a field's value was
 * found, then those with what rules offer for it, then those that share most words with the
 * question; beside the first of them its neighbours, where there is room. All without identifiers.
 */
final class Passages {
  private static final String GAP = "\n[...]\n";

  /**
   * Words of a question that stand in every text are shorter, mostly; forms of a word differ
   * behind.
   */
  private static final int STEM_LETTERS = 5;

  private static final int MOST_BY_WORDS = 3;

  private final String text;
  private final List<CharSpan> sentences;
  private final List<PhiSpan> hidden;
  private final Map<String, List<CharSpan>> offered;
  private final int most;

  /**
   * Looks at a document.
   *
   * @param found in it
   * @param most characters of a passage
   */
  Passages(
      ExtractedText document,
      DocumentType type,
      RequestBuilder questions,
      List<Field> found,
      int most) {
    this.text = document.text();
    this.sentences = Sentences.of(text);
    this.hidden = Hidden.of(text, sentences, type, found);
    this.offered = questions.places(document);
    this.most = most;
  }

  /**
   * The passage for a field; empty where nothing in the document has to do with it.
   *
   * @param values of the field as they stand
   */
  Optional<Passage> of(FieldDefinition field, List<Field> values) {
    List<CharSpan> evidence = new ArrayList<>();
    for (Field value : values) {
      CharSpan span = value.span();
      if (span != null && span.end() <= text.length()) {
        evidence.add(span);
      }
    }
    evidence.addAll(offered.getOrDefault(field.name(), List.of()));
    if (evidence.isEmpty()) {
      evidence.addAll(byWords(field));
    }
    List<CharSpan> ranges = ranges(evidence);
    return ranges.isEmpty() ? Optional.empty() : Optional.of(passage(ranges));
  }

  /** Sentences that share most words with the question, the best first. */
  private List<CharSpan> byWords(FieldDefinition field) {
    String asked =
        String.join(
                " ",
                field.question(),
                field.description(),
                field.name(),
                String.join(" ", field.labels()))
            .toLowerCase(Locale.ROOT);
    List<String> words =
        List.of(asked.split("[^\\p{L}\\d]+")).stream()
            .filter(word -> word.length() >= STEM_LETTERS)
            .map(word -> word.substring(0, STEM_LETTERS))
            .distinct()
            .toList();
    Map<CharSpan, Long> shared = new HashMap<>();
    for (CharSpan sentence : sentences) {
      String lower = sentence.of(text).toLowerCase(Locale.ROOT);
      shared.put(sentence, words.stream().filter(lower::contains).count());
    }
    return sentences.stream()
        .filter(sentence -> shared.getOrDefault(sentence, 0L) > 0)
        .sorted((a, b) -> Long.compare(shared.getOrDefault(b, 0L), shared.getOrDefault(a, 0L)))
        .limit(MOST_BY_WORDS)
        .toList();
  }

  /** Ranges of the text in its order, together no longer than a passage may be. */
  private List<CharSpan> ranges(List<CharSpan> evidence) {
    TreeSet<Integer> chosen = new TreeSet<>();
    List<Integer> first = List.of();
    int room = most;
    for (CharSpan place : evidence) {
      List<Integer> own = around(place).filter(i -> !chosen.contains(i)).boxed().toList();
      first = first.isEmpty() ? own : first;
      int needed = own.stream().mapToInt(i -> sentences.get(i).length()).sum();
      if (needed <= room) {
        chosen.addAll(own);
        room -= needed;
      } else if (chosen.isEmpty()) {
        return List.of(cut(place));
      }
    }
    for (int i : first) {
      for (int neighbour : List.of(i - 1, i + 1)) {
        if (neighbour >= 0
            && neighbour < sentences.size()
            && sentences.get(neighbour).length() <= room
            && chosen.add(neighbour)) {
          room -= sentences.get(neighbour).length();
        }
      }
    }
    List<CharSpan> ranges = new ArrayList<>();
    int last = -2;
    for (int i : chosen) {
      CharSpan sentence = sentences.get(i);
      if (i == last + 1) {
        CharSpan before = ranges.remove(ranges.size() - 1);
        ranges.add(new CharSpan(before.start(), sentence.end()));
      } else {
        ranges.add(sentence);
      }
      last = i;
    }
    return ranges;
  }

  private IntStream around(CharSpan place) {
    return IntStream.range(0, sentences.size()).filter(i -> sentences.get(i).overlaps(place));
  }

  /** As much around a place as may be sent, cut between words. */
  private CharSpan cut(CharSpan place) {
    int length = Math.min(place.length(), most);
    int start = Math.max(0, place.start() - (most - length) / 2);
    int end = Math.min(text.length(), start + most);
    while (start > 0 && start < place.start() && !Character.isWhitespace(text.charAt(start - 1))) {
      start++;
    }
    while (end < text.length() && end > place.end() && !Character.isWhitespace(text.charAt(end))) {
      end--;
    }
    return new CharSpan(start, end);
  }

  private Passage passage(List<CharSpan> ranges) {
    StringBuilder out = new StringBuilder();
    List<Passage.Piece> pieces = new ArrayList<>();
    Placeholders placeholders = new Placeholders();
    for (CharSpan range : ranges) {
      if (!pieces.isEmpty()) {
        pieces.add(new Passage.Piece(appended(out, GAP), null, false));
      }
      int from = range.start();
      for (PhiSpan each : hidden) {
        CharSpan span = each.span();
        if (span.end() <= from || span.start() >= range.end()) {
          continue;
        }
        if (span.start() > from) {
          pieces.add(kept(out, new CharSpan(from, span.start())));
        }
        String stands = placeholders.of(each.kind(), span.of(text));
        pieces.add(new Passage.Piece(appended(out, stands), span, true));
        from = span.end();
      }
      if (from < range.end()) {
        pieces.add(kept(out, new CharSpan(from, range.end())));
      }
    }
    return new Passage(out.toString(), pieces);
  }

  private Passage.Piece kept(StringBuilder out, CharSpan there) {
    return new Passage.Piece(appended(out, there.of(text)), there, false);
  }

  private static CharSpan appended(StringBuilder out, String words) {
    int start = out.length();
    out.append(words);
    return new CharSpan(start, out.length());
  }
}
