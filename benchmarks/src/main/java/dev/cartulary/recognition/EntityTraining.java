package dev.cartulary.recognition;

import dev.cartulary.chains.ChainTrainer;
import dev.cartulary.chains.Example;
import dev.cartulary.chunk.Sentences;
import dev.cartulary.document.CharSpan;
import dev.cartulary.entity.EntityKind;
import dev.cartulary.entity.EntityWords;
import dev.cartulary.gold.BratSpan;
import dev.cartulary.gold.Split;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/**
 * Trains the recogniser of clinical names on the case reports of MACCROBAT whose part is one of 0
 * to 4, and on names that stand alone: those that explanations of diseases begin with or give as
 * examples, frequent ones of a list of ours, and short items of lists in transcribed notes of these
 * parts. The same data give the same file.
 *
 * <p>Arguments: the folder of the public sets, and the file to write. Half a minute.
 */
public final class EntityTraining {
  private static final int BITS = 18;
  private static final int EPOCHS = 3;
  private static final long SEED = 30;
  private static final double ALONE = 0.3;
  private static final Map<String, EntityKind> KINDS =
      Map.of(
          "Disease_disorder", EntityKind.PROBLEM,
          "Sign_symptom", EntityKind.SYMPTOM,
          "Medication", EntityKind.DRUG,
          "Therapeutic_procedure", EntityKind.TREATMENT,
          "Diagnostic_procedure", EntityKind.TEST);

  private record Annotated(EntityKind kind, CharSpan span) {}

  private EntityTraining() {}

  public static void main(String[] args) throws Exception {
    if (args.length != 2) {
      System.err.println("usage: EntityTraining FOLDER FILE");
      System.exit(2);
    }
    Path data = Path.of(args[0]);
    List<Example> examples = new ArrayList<>(examples(data.resolve("medical/maccrobat")));
    String answers = text(data.resolve("corpus/medical-answers.txt.xz"));
    addAlone(DefinedNames.of(answers), examples);
    addAlone(ExampleNames.of(answers), examples);
    addAlone(CommonNames.all(), examples);
    addAlone(ListedNames.of(data.resolve("medical/mtsamples.jsonl")), examples);
    System.err.println(examples.size() + " sentences and names");
    try (OutputStream out = Files.newOutputStream(Path.of(args[1]))) {
      new ChainTrainer(EntityKind.LABELS, EntityKind::follows, BITS)
          .train(examples, EPOCHS, new Random(SEED))
          .write(out);
    }
  }

  /** A text compressed by xz. */
  static String text(Path file) throws IOException {
    try (InputStream in = new XZInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static List<Example> examples(Path folder) throws IOException {
    List<Example> examples = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      if (Split.part(name) < Split.DEVELOPMENT) {
        Path annotations = file.resolveSibling(name.replaceAll("txt$", "ann"));
        add(name, Files.readString(file), annotated(Files.readString(annotations)), examples);
      }
    }
    return examples;
  }

  /** The annotations, the longest first; those of several pieces are left out. */
  private static List<Annotated> annotated(String annotations) {
    List<Annotated> annotated = new ArrayList<>();
    for (BratSpan span : BratSpan.read(annotations)) {
      EntityKind kind = KINDS.get(span.kind());
      if (kind != null && !span.inPieces()) {
        boolean measured = kind == EntityKind.TEST && span.measured();
        annotated.add(new Annotated(measured ? EntityKind.MEASUREMENT : kind, span.span()));
      }
    }
    annotated.sort(Comparator.comparingInt(each -> -each.span().length()));
    return annotated;
  }

  /** Names without a sentence teach words and their forms, not where names begin and end. */
  static void addAlone(List<Phrase> names, List<Example> examples) {
    for (Phrase name : names) {
      EntityWords words = new EntityWords(name.words());
      int[] allowed = new int[words.spans().size()];
      for (EntityKind kind : name.kinds()) {
        for (int i = 0; i < allowed.length; i++) {
          allowed[i] |= 1 << (i == 0 ? kind.first() : kind.next());
        }
      }
      examples.add(new Example(name.words(), words.ownFeatures(), BITS, allowed, ALONE));
    }
  }

  private static void add(
      String name, String text, List<Annotated> annotated, List<Example> examples) {
    for (CharSpan sentence : Sentences.of(text)) {
      EntityWords words = new EntityWords(sentence.of(text));
      int[] allowed = new int[words.spans().size()];
      for (Annotated each : annotated) {
        int label = each.kind().first();
        for (int i = 0; i < allowed.length; i++) {
          if (words.spans().get(i).shift(sentence.start()).overlaps(each.span())) {
            allowed[i] = label;
            label = each.kind().next();
          }
        }
      }
      for (int i = 0; i < allowed.length; i++) {
        // A shorter annotation may stand inside of a longer one, which then ends before it.
        boolean follows = EntityKind.follows(allowed[i], i == 0 ? -1 : allowed[i - 1]);
        allowed[i] = follows ? allowed[i] : allowed[i] - 1;
      }
      for (int i = 0; i < allowed.length; i++) {
        allowed[i] = 1 << allowed[i];
      }
      if (allowed.length > 0) {
        examples.add(new Example(name, words.features(), BITS, allowed, 1));
      }
    }
  }
}
