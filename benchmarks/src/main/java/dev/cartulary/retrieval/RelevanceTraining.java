package dev.cartulary.retrieval;

import dev.cartulary.field.Candidates;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldType;
import dev.cartulary.prompt.RequestBuilder;
import dev.cartulary.relevance.Relevance;
import dev.cartulary.types.DocumentTypes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains which sentences of a contract bear on which fields, how probably a contract holds a
 * clause, and how probably a value that rules find is right, on the contracts of parts 0 to 4. The
 * latter two are learned from contracts that the sentences' weights have not seen: of each part
 * with weights of the other four.
 *
 * <p>Arguments: the folder of CUAD, and the file to write. A few minutes; the same data give the
 * same file.
 */
public final class RelevanceTraining {
  private static final int LAST_PART = 4;
  private static final int BITS = 17;
  private static final double COST = 30;

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
    RequestBuilder rules = new RequestBuilder(type, false);
    List<Lesson> lessons =
        contracts.stream()
            .map(contract -> Lesson.of(contract, fields, rules.places(contract.document())))
            .toList();
    SentenceTrainer sentences = new SentenceTrainer(fields, BITS, COST);
    OddsTrainer odds = new OddsTrainer(priors(type, fields));
    for (int part = 0; part <= LAST_PART; part++) {
      int one = part;
      Relevance others =
          sentences.train(lessons.stream().filter(lesson -> lesson.part() != one).toList());
      lessons.stream()
          .filter(lesson -> lesson.part() == one)
          .forEach(lesson -> odds.add(lesson, others));
    }
    Relevance trained = odds.train(sentences.train(lessons));
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

  /** Of clauses; not a number for other fields. */
  private static double[] priors(DocumentType type, List<String> fields) {
    Map<String, Double> priors = new HashMap<>();
    for (FieldDefinition field : type.fields()) {
      Double prior = field.prior();
      if (field.type() == FieldType.BOOLEAN && prior != null) {
        priors.put(field.name(), prior);
      }
    }
    return fields.stream().mapToDouble(name -> priors.getOrDefault(name, Double.NaN)).toArray();
  }
}
