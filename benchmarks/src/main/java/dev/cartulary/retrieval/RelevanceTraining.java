package dev.cartulary.retrieval;

import dev.cartulary.field.Candidates;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.relevance.Relevance;
import dev.cartulary.types.DocumentTypes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Trains the guess which sentences of a contract bear on which fields, on the contracts of parts 0
 * to 4.
 *
 * <p>Arguments: the folder of CUAD, and the file to write. About a minute; the same data give the
 * same file.
 */
public final class RelevanceTraining {
  private static final int LAST_PART = 4;
  private static final int BITS = 17;
  private static final double RATE = 0.2;
  private static final int EPOCHS = 5;
  private static final long SEED = 1;

  private RelevanceTraining() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: RelevanceTraining FOLDER FILE");
      System.exit(2);
    }
    DocumentType type = DocumentTypes.builtIn("contract");
    List<AnnotatedContract> contracts =
        AnnotatedContract.read(Path.of(args[0]), type).stream()
            .filter(contract -> contract.part() <= LAST_PART)
            .toList();
    List<String> fields = fields(type, contracts);
    List<Lesson> lessons =
        contracts.stream().map(contract -> Lesson.of(contract, fields, BITS)).toList();
    Relevance trained =
        new LogisticTrainer(fields, BITS, RATE).train(lessons, EPOCHS, new Random(SEED));
    try (OutputStream out = Files.newOutputStream(Path.of(args[1]))) {
      trained.write(out);
    }
  }

  /** The annotated fields with one value that does not come from patterns alone. */
  static List<String> fields(DocumentType type, List<AnnotatedContract> contracts) {
    return type.fields().stream()
        .filter(field -> !field.many())
        .filter(field -> !field.candidates().equals(List.of(Candidates.PATTERN)))
        .map(FieldDefinition::name)
        .filter(name -> contracts.stream().anyMatch(one -> one.places().containsKey(name)))
        .toList();
  }
}
