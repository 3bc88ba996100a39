package dev.cartulary.deidentification;

import dev.cartulary.chains.ChainTrainer;
import dev.cartulary.chains.Example;
import dev.cartulary.document.CharSpan;
import dev.cartulary.gold.Split;
import dev.cartulary.phi.PhiClass;
import dev.cartulary.phi.PhiSpan;
import dev.cartulary.phi.WordFeatures;
import dev.cartulary.phi.WordLabel;
import dev.cartulary.tagging.LinearTagger;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Trains the recogniser of names and places on documents of even parts: presidio-research's
 * sentences and notes with planted identifiers, both also with other names in them and without
 * capitals or small letters, and heads of C-CDA documents. In the notes' own text a word that rules
 * take for a name, place or firm may have any label, and every other word is none.
 *
 * <p>Arguments: the folder that holds {@code medical} and {@code phi}, and the file to write. Some
 * minutes; the same data give the same file.
 */
public final class TaggerTraining {
  private static final int BITS = 18;
  private static final int EPOCHS = 5;
  private static final int COPIES = 4;
  private static final int OWN_COPIES = 10;
  private static final int ONE_UNKNOWN_OF = 7;
  private static final long SEED = 20;
  private static final int ANY = (1 << WordLabel.COUNT) - 1;

  private final Random random = new Random(SEED);
  private final InventedWords invented = new InventedWords();
  private final List<Example> examples = new ArrayList<>();

  private TaggerTraining() {}

  public static void main(String[] args) throws Exception {
    if (args.length != 2) {
      System.err.println("usage: TaggerTraining FOLDER FILE");
      System.exit(2);
    }
    LinearTagger tagger = trained(examples(Path.of(args[0])));
    try (OutputStream out = Files.newOutputStream(Path.of(args[1]))) {
      tagger.write(out);
    }
  }

  static LinearTagger trained(List<Example> examples) {
    return new ChainTrainer(WordLabel.COUNT, TaggerTraining::follows, BITS)
        .train(examples, EPOCHS, new Random(SEED));
  }

  private static boolean follows(int label, int before) {
    WordLabel[] labels = new WordLabel[WordLabel.COUNT];
    for (WordLabel each : WordLabel.values()) {
      labels[each.number()] = each;
    }
    return labels[label].follows(before < 0 ? null : labels[before]);
  }

  /** What documents of even parts teach, by the names of the documents. */
  static List<Example> examples(Path data) throws IOException, InterruptedException {
    TaggerTraining training = new TaggerTraining();
    for (Labelled sentence : PresidioSentences.read(data)) {
      if (isEven(sentence.name())) {
        training.add(sentence, 2);
        for (int copy = 0; copy < COPIES; copy++) {
          training.add(Renamed.of(sentence, training.invented, training.random), 0.5);
        }
        training.add(cased(sentence, true), 0.5);
        training.add(cased(sentence, false), 0.5);
      }
    }
    training.sentences();
    DeidentificationBenchmark.notes(data)
        .forEach(
            (name, text) -> {
              if (isEven(name)) {
                training.note(Planter.plant(name, text, name.hashCode() + SEED));
              }
            });
    for (Labelled header : CcdaHeaders.read(data.resolve("medical/ccda"))) {
      if (isEven(header.name())) {
        training.add(Renamed.of(header, training.invented, training.random), 0.5);
      }
    }
    return training.examples;
  }

  private static boolean isEven(String name) {
    return Split.part(name) % 2 == 0;
  }

  private void sentences() {
    List<String> templates = Planter.lines("sentences.txt");
    for (int copy = 0; copy < OWN_COPIES; copy++) {
      for (String template : templates) {
        String lines = template.replace('|', '\n');
        Labelled sentence =
            Renamed.of(Planter.sentence("own", lines, random.nextLong()), invented, random);
        add(copy == 0 ? cased(sentence, true) : copy == 1 ? cased(sentence, false) : sentence, 0.5);
      }
    }
  }

  private void note(Labelled planted) {
    Labelled note = Renamed.of(planted, invented, random);
    int form = random.nextInt(12);
    add(form == 0 ? cased(note, true) : form == 1 ? cased(note, false) : note, 1);
  }

  /** The same in capitals or small letters, where these are as many. */
  private static Labelled cased(Labelled text, boolean upper) {
    String cased =
        upper ? text.text().toUpperCase(Locale.ROOT) : text.text().toLowerCase(Locale.ROOT);
    return cased.length() != text.text().length()
        ? text
        : new Labelled(text.set(), text.name(), cased, text.gold(), text.free(), text.judged());
  }

  private void add(Labelled text, double weight) {
    int salt = random.nextInt();
    WordFeatures words =
        WordFeatures.of(text.text(), word -> (word.hashCode() * 31 + salt) % ONE_UNKNOWN_OF == 0);
    int[] allowed = allowed(text, words);
    List<Integer> cuts = words.cuts();
    for (int piece = 0; piece + 1 < cuts.size(); piece++) {
      int from = cuts.get(piece);
      int to = cuts.get(piece + 1);
      int[] own = Arrays.copyOfRange(allowed, from, to);
      own[0] = beginning(own[0]);
      examples.add(new Example(text.name(), words.features(from, to), BITS, own, weight));
    }
  }

  /** A label that continues becomes the one that begins. */
  private static int beginning(int labels) {
    return labels == WordLabel.NAME_NEXT.bit()
        ? WordLabel.NAME_FIRST.bit()
        : labels == WordLabel.PLACE_NEXT.bit() ? WordLabel.PLACE_FIRST.bit() : labels;
  }

  private static int[] allowed(Labelled text, WordFeatures words) {
    int[] allowed = new int[words.size()];
    List<CharSpan> doubtful = new ArrayList<>();
    for (PhiSpan span : words.rules()) {
      boolean judged = text.judged().stream().anyMatch(range -> range.overlaps(span.span()));
      boolean similar =
          span.kind() == PhiClass.NAME
              || span.kind() == PhiClass.GEOGRAPHY
              || span.kind() == PhiClass.ORGANIZATION;
      if (!judged && similar && span.probability() >= 0.5) {
        doubtful.add(span.span());
      }
    }
    Arrays.fill(allowed, WordLabel.OUTSIDE.bit());
    doubtful.forEach(span -> fill(words, allowed, span, ANY, ANY));
    text.gold().stream()
        .sorted(Comparator.comparing(gold -> gold.span().start()))
        .forEach(gold -> label(words, allowed, gold));
    for (int i = 1; i < allowed.length; i++) {
      boolean fits = (allowed[i - 1] & (allowed[i] | beginning(allowed[i]))) != 0;
      allowed[i] = fits ? allowed[i] : beginning(allowed[i]);
    }
    return allowed;
  }

  private static void label(WordFeatures words, int[] allowed, Labelled.Gold gold) {
    switch (gold.kind()) {
      case NAME ->
          fill(words, allowed, gold.span(), WordLabel.NAME_FIRST.bit(), WordLabel.NAME_NEXT.bit());
      case GEOGRAPHY ->
          fill(
              words, allowed, gold.span(), WordLabel.PLACE_FIRST.bit(), WordLabel.PLACE_NEXT.bit());
      // These hold names as planted, of which nothing is to be learnt.
      case EMAIL, URL, PHOTO, OTHER -> fill(words, allowed, gold.span(), ANY, ANY);
      default ->
          fill(words, allowed, gold.span(), WordLabel.OUTSIDE.bit(), WordLabel.OUTSIDE.bit());
    }
  }

  private static void fill(WordFeatures words, int[] allowed, CharSpan span, int first, int next) {
    int label = first;
    for (int i = 0; i < words.size() && words.start(i) < span.end(); i++) {
      if (words.end(i) > span.start()) {
        allowed[i] = label;
        label = next;
      }
    }
  }
}
