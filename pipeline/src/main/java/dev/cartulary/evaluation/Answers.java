package dev.cartulary.evaluation;

import static java.util.Objects.requireNonNull;

import dev.cartulary.parquet.StoredRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a run said, by document.
 *
 * @param failures reasons by path
 */
public record Answers(Map<String, Document> documents, Map<String, String> failures) {
  public Answers {
    documents = Map.copyOf(documents);
    failures = Map.copyOf(failures);
  }

  /** What was said of one document. */
  public record Document(List<Stated> values, String summary) {
    public Document {
      values = List.copyOf(values);
      requireNonNull(summary, "summary is null");
    }
  }

  public static Answers of(StoredRun run) {
    Map<String, List<Stated>> values = new HashMap<>();
    run.documents().forEach(document -> values.put(document.path(), new ArrayList<>()));
    for (StoredRun.StoredValue value : run.values()) {
      values
          .computeIfAbsent(value.path(), path -> new ArrayList<>())
          .add(
              new Stated(
                  value.name(),
                  value.value(),
                  value.canonical(),
                  value.grounded(),
                  value.probability(),
                  status(value.status())));
    }
    Map<String, Document> documents = new HashMap<>();
    run.documents()
        .forEach(
            document ->
                documents.put(
                    document.path(),
                    new Document(
                        values.getOrDefault(document.path(), List.of()), document.summary())));
    Map<String, String> failures = new HashMap<>();
    run.failures().forEach(failure -> failures.put(failure.path(), failure.reason()));
    return new Answers(documents, failures);
  }

  private static Stated.Status status(String written) {
    return switch (written.toLowerCase(Locale.ROOT)) {
      case "found" -> Stated.Status.FOUND;
      case "absent" -> Stated.Status.ABSENT;
      case "reviewed" ->
          throw new EvaluationException(
              "the output holds values that persons decided, which say nothing of the model;"
                  + " without --from the model's own findings in the ledger are judged");
      default -> Stated.Status.REVIEW;
    };
  }

  /**
   * What was said of the document at {@code path}. A run over the same documents in another format
   * knows it under another extension.
   */
  Optional<Document> at(String path) {
    Document document = documents.get(path);
    if (document != null) {
      return Optional.of(document);
    }
    List<String> same =
        documents.keySet().stream().filter(other -> stem(other).equals(stem(path))).toList();
    return same.size() == 1 ? Optional.ofNullable(documents.get(same.get(0))) : Optional.empty();
  }

  private static String stem(String path) {
    return path.replaceAll("\\.[A-Za-z0-9]{1,5}$", "");
  }
}
