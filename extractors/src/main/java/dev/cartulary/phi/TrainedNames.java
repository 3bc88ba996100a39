package dev.cartulary.phi;

import dev.cartulary.tagging.Lattice;
import dev.cartulary.tagging.LinearTagger;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Names of persons and places by trained weights, which see the words, the lists they stand in and
 * what the rules found. The weights are made by {@code deidentification.TaggerTraining} of the
 * benchmarks.
 */
public final class TrainedNames {
  /** A word is taken from this probability on; chosen on documents of even parts. */
  private static final double BOUND = 0.15;

  /** Spans below it say nothing about the risk. */
  private static final double LEAST = 0.05;

  /** A rule that is less sure of a name is overruled where each word is one at most so probably. */
  private static final double SURE = 0.85;

  private static final double DENIED = 0.01;

  private static final TrainedNames BUILT_IN = builtIn("names.weights");

  private final LinearTagger tagger;

  public TrainedNames(LinearTagger tagger) {
    this.tagger = tagger;
  }

  /** With the weights that are part of the program. */
  public static TrainedNames builtIn() {
    return BUILT_IN;
  }

  private static TrainedNames builtIn(String resource) {
    try (InputStream in = TrainedNames.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the program is incomplete: " + resource + " is missing");
      }
      return new TrainedNames(LinearTagger.read(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the weights say of every word of a text. */
  Reading read(WordFeatures words) {
    double[] names = new double[words.size()];
    double[] places = new double[words.size()];
    boolean[] begins = new boolean[words.size()];
    List<Integer> cuts = words.cuts();
    for (int piece = 0; piece + 1 < cuts.size(); piece++) {
      int from = cuts.get(piece);
      Lattice lattice = tagger.lattice(words.features(from, cuts.get(piece + 1)));
      for (int i = 0; i < lattice.size(); i++) {
        double name = lattice.probability(i, WordLabel.NAME_FIRST.number());
        double place = lattice.probability(i, WordLabel.PLACE_FIRST.number());
        double nextName = lattice.probability(i, WordLabel.NAME_NEXT.number());
        double nextPlace = lattice.probability(i, WordLabel.PLACE_NEXT.number());
        names[from + i] = words.isPlain(from + i) ? 0 : name + nextName;
        places[from + i] = place + nextPlace;
        boolean other = nextName > nextPlace && words.beginsSentence(from + i);
        begins[from + i] = i == 0 || other || name + place > nextName + nextPlace;
      }
    }
    bridge(words, names, begins);
    return new Reading(words, names, places, begins);
  }

  /** Makes "van der" between two words of names part of one name. */
  private static void bridge(WordFeatures words, double[] names, boolean[] begins) {
    for (int i = 1; i < names.length; i++) {
      int end = i;
      while (end < names.length && words.isParticle(end)) {
        end++;
      }
      if (end > i && end < names.length && names[i - 1] >= BOUND && names[end] >= BOUND) {
        for (int particle = i; particle < end; particle++) {
          names[particle] = Math.min(names[i - 1], names[end]);
          begins[particle] = false;
        }
        begins[end] = false;
      }
      i = Math.max(i, end - 1);
    }
  }

  /** For each word of a text the probability that it is of a name, or of a place. */
  static final class Reading {
    private final WordFeatures words;
    private final double[] names;
    private final double[] places;
    private final boolean[] begins; // whether a word rather begins than continues

    private Reading(WordFeatures words, double[] names, double[] places, boolean[] begins) {
      this.words = words;
      this.names = names;
      this.places = places;
      this.begins = begins;
    }

    private double probability(int word) {
      return Math.min(1, names[word] + places[word]);
    }

    /** 2 for what is taken, 1 for the doubtful, 0 for what is nothing. */
    private int level(int word) {
      return probability(word) >= BOUND ? 2 : probability(word) >= LEAST ? 1 : 0;
    }

    /** In the order of the text, without overlaps; the doubtful, too. */
    List<PhiSpan> spans() {
      List<PhiSpan> spans = new ArrayList<>();
      int first = 0;
      while (first < words.size()) {
        int level = level(first);
        if (level == 0) {
          first++;
          continue;
        }
        double name = 0;
        double place = 0;
        double most = 0;
        int i = first;
        do {
          name += names[i];
          place += places[i];
          most = Math.max(most, probability(i));
          i++;
        } while (i < words.size() && level(i) == level && !begins[i]);
        spans.add(
            new PhiSpan(
                name >= place ? PhiClass.NAME : PhiClass.GEOGRAPHY,
                words.start(first),
                words.end(i - 1),
                level == 2
                    ? Math.max(PhiFinder.ACCEPTED, leaning(most))
                    : Math.min(Math.nextDown(PhiFinder.ACCEPTED), leaning(most)),
                "trained"));
        first = i;
      }
      return spans;
    }

    /**
     * A rule's span; a name of which the rule is not sure becomes doubtful where no word is one.
     */
    PhiSpan judged(PhiSpan rule) {
      if (rule.kind() != PhiClass.NAME || rule.probability() >= SURE) {
        return rule;
      }
      for (int i = words.at(rule.span().start());
          i < words.size() && words.start(i) < rule.span().end();
          i++) {
        if (probability(i) >= DENIED) {
          return rule;
        }
      }
      return new PhiSpan(
          rule.kind(), rule.span(), rule.probability() * PhiFinder.ACCEPTED, rule.recogniser());
    }
  }

  /** The probability with odds so much better that the bound is at a half. */
  private static double leaning(double probability) {
    double odds = (1 - BOUND) / BOUND;
    return Math.min(1, probability * odds / (probability * odds + 1 - probability));
  }
}
