package dev.cartulary.entity;

import dev.cartulary.document.CharSpan;
import dev.cartulary.tagging.Lattice;
import dev.cartulary.tagging.LinearTagger;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds names by trained weights, which see one sentence at a time. Immutable. The weights are made
 * by {@code recognition.EntityTraining} of the benchmarks.
 */
public final class EntityRecogniser {
  /** Less probable names are none. */
  private static final double LEAST = 0.05;

  private static final int MOST_WORDS = 12;

  /** What begins with a letter or digit and has two letters side by side. */
  private static final Pattern NAME =
      Pattern.compile("(?s)[\\p{L}\\d](?:.*\\p{L}{2}|(?<=\\p{L})\\p{L})");

  private static final class BuiltIn {
    static final EntityRecogniser CLINICAL = read("clinical.weights");
  }

  private final LinearTagger tagger;

  public EntityRecogniser(LinearTagger tagger) {
    this.tagger = tagger;
  }

  /** With the weights that are part of the program. */
  public static EntityRecogniser clinical() {
    return BuiltIn.CLINICAL;
  }

  private static EntityRecogniser read(String resource) {
    try (InputStream in = EntityRecogniser.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the program is incomplete: " + resource + " is missing");
      }
      return new EntityRecogniser(LinearTagger.read(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The names of a document that it says of its patient and that are worth a look, in no order;
   * they may overlap.
   */
  public List<Entity> find(String text, List<CharSpan> sentences) {
    return Assertions.of(text, sentences, this);
  }

  /** Whether names can be found in a sentence: only where it is running text. */
  public static boolean reads(String sentence) {
    return new EntityWords(sentence).isProse();
  }

  /**
   * All names of a sentence that are worth a look, in no order; they may overlap. None stands in
   * what is no running text, of which the weights know nothing.
   */
  public List<Entity> find(String sentence) {
    EntityWords words = new EntityWords(sentence);
    List<Entity> found = new ArrayList<>();
    if (!words.isProse()) {
      return found;
    }
    Lattice lattice = tagger.lattice(words.features());
    for (EntityKind kind : EntityKind.values()) {
      for (int i = 0; i < lattice.size(); i++) {
        from(i, kind, lattice, words.spans(), found);
      }
    }
    found.removeIf(entity -> !NAME.matcher(entity.span().of(sentence)).lookingAt());
    return found;
  }

  /** The names that begin with word {@code from}: all its lengths share its probability. */
  private static void from(
      int from, EntityKind kind, Lattice lattice, List<CharSpan> words, List<Entity> found) {
    double left = lattice.probability(from, kind.first());
    int label = kind.first();
    int most = Math.min(lattice.size(), from + MOST_WORDS);
    for (int last = from; last < most && left >= LEAST; last++) {
      double here = lattice.probability(last, label);
      double goesOn =
          last + 1 == lattice.size() || here <= 0
              ? 0
              : Math.min(1, lattice.probability(last + 1, label, kind.next()) / here);
      double ends = left * (1 - goesOn);
      CharSpan span = new CharSpan(words.get(from).start(), words.get(last).end());
      if (ends >= LEAST) {
        found.add(new Entity(kind, span, ends));
      }
      left *= goesOn;
      label = kind.next();
    }
  }
}
