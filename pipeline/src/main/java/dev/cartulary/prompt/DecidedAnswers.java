package dev.cartulary.prompt;

import dev.cartulary.chunk.Chunk;
import dev.cartulary.completion.Answer;
import dev.cartulary.completion.BranchAnswer;
import dev.cartulary.document.CharSpan;
import dev.cartulary.field.FieldDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/** Answers about the chunks of a document that are given without a question. Not thread-safe. */
final class DecidedAnswers {
  private final String text;
  private final List<Chunk> chunks;
  private final List<List<BranchAnswer>> answers = new ArrayList<>();

  /**
   * @param chunks all chunks of the document, in order
   */
  DecidedAnswers(String text, List<Chunk> chunks) {
    this.text = text;
    this.chunks = chunks;
    chunks.forEach(chunk -> answers.add(new ArrayList<>()));
  }

  /** What is decided in a chunk. */
  List<BranchAnswer> in(Chunk chunk) {
    return answers.get(chunk.index());
  }

  /** Adds values that are there by the word of the rules, each as probable as the others. */
  void add(FieldDefinition field, List<CharSpan> values, double probability) {
    Placement placed = new Placement(values, chunks);
    for (Chunk chunk : chunks) {
      if (!placed.in(chunk).isEmpty()) {
        add(field, chunk, placed.in(chunk), probability, 0);
      }
    }
  }

  /**
   * Adds values apart from each other, of which each has a probability of its own.
   *
   * @param prior how probable what a section lists is; nothing in running text is more
   */
  void add(FieldDefinition field, NavigableMap<CharSpan, Double> values, double prior) {
    Placement placed = new Placement(List.copyOf(values.keySet()), chunks);
    for (Chunk chunk : chunks) {
      for (CharSpan value : placed.in(chunk)) {
        // Of a value that no chunk holds whole, each holds a part.
        CharSpan end = new CharSpan(value.end(), value.end());
        add(field, chunk, List.of(value), prior * values.lowerEntry(end).getValue(), 0);
      }
    }
  }

  /** Puts a place into the first chunk that holds it, as an answer against absence. */
  void add(FieldDefinition field, RelevantPlaces.Place place) {
    Placement placed = new Placement(List.of(place.span()), chunks);
    for (Chunk chunk : chunks) {
      if (!placed.in(chunk).isEmpty()) {
        List<CharSpan> shown = place.shown() ? placed.in(chunk) : List.of();
        add(field, chunk, shown, place.probability(), place.absence());
        return;
      }
    }
  }

  private void add(
      FieldDefinition field,
      Chunk chunk,
      List<CharSpan> values,
      double probability,
      double absence) {
    List<Answer> said = new ArrayList<>();
    for (CharSpan value : values) {
      said.add(new Answer(value.of(text), value.shift(-chunk.span().start()), probability));
    }
    in(chunk).add(new BranchAnswer(field.name(), said, absence));
  }
}
