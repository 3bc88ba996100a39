package dev.cartulary.desk;

import dev.cartulary.document.DocumentId;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.ledger.ReviewTable;
import dev.cartulary.reading.Delivery;
import dev.cartulary.review.ReviewCase;
import dev.cartulary.routing.Router;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The documents that the last run of a job delivered, for review: those first at which a person
 * learns most. Keeps of each only what orders it. Safe for use by several threads.
 */
public final class Queue {
  private final ReviewTable reviews;
  private final Router router;
  private final DocumentType type;
  private final double threshold;
  private final Map<String, FieldDefinition> definitions = new LinkedHashMap<>();
  private final List<Entry> entries = new ArrayList<>();
  private final int withoutText;

  /**
   * A document.
   *
   * @param number names it in addresses
   * @param open how many fields a person should look at
   * @param worth sum of what is learned at them
   */
  record Entry(
      int number, String path, DocumentId id, String work, int open, int decided, double worth) {
    /** Where it is shown: at the first field, which is the first open one if any is open. */
    String address() {
      return Route.DOCUMENT.path() + "?n=" + number + "#f-0";
    }
  }

  /**
   * Looks at all documents of a delivery.
   *
   * @param threshold below which a field is for review
   */
  public Queue(Ledger ledger, Delivery delivery, DocumentType type, double threshold) {
    this(ledger.reviews(), Router.OFF, delivery, type, threshold);
  }

  /**
   * Likewise, of a job that routes.
   *
   * @param reviews with the answers that the job trusts
   * @param router says which fields are for persons, besides
   */
  public Queue(
      ReviewTable reviews, Router router, Delivery delivery, DocumentType type, double threshold) {
    this.reviews = reviews;
    this.router = router;
    this.type = type;
    this.threshold = threshold;
    type.fields().forEach(field -> definitions.put(field.name(), field));
    Set<DocumentId> met = new HashSet<>();
    int without = 0;
    List<Delivery.Delivered> sorted = new ArrayList<>(delivery.documents());
    sorted.sort(Comparator.comparing(Delivery.Delivered::path));
    for (Delivery.Delivered delivered : sorted) {
      // Equal files are one document.
      if (met.add(delivered.id())) {
        Optional<ReviewCase> document = find(delivered.id(), delivered.work());
        if (document.isPresent() && document.get().found().type().equals(type.name())) {
          entries.add(
              entry(
                  entries.size(),
                  delivered.path(),
                  delivered.id(),
                  delivered.work(),
                  rows(document.get())));
        } else {
          without++;
        }
      }
    }
    this.withoutText = without;
  }

  private Entry entry(int number, String path, DocumentId id, String work, List<Row> rows) {
    int open = 0;
    int decided = 0;
    double worth = 0;
    for (Row row : rows) {
      decided += row.isDecided() ? 1 : 0;
      if (row.isOpen(threshold)) {
        open++;
        worth += row.worth();
      }
    }
    return new Entry(number, path, id, work, open, decided, worth);
  }

  /** Documents that no person can review, for their texts were not kept. */
  public int withoutText() {
    return withoutText;
  }

  /** How many documents can be reviewed. */
  public int size() {
    return entries.size();
  }

  /** Fields for review that are left. */
  public synchronized int open() {
    return entries.stream().mapToInt(Entry::open).sum();
  }

  /** Decisions that stand. */
  public synchronized int decided() {
    return entries.stream().mapToInt(Entry::decided).sum();
  }

  /** Those at which a person learns most first; then those without anything for review. */
  synchronized List<Entry> ordered() {
    List<Entry> ordered = new ArrayList<>(entries);
    ordered.sort(
        Comparator.comparingDouble(Entry::worth)
            .thenComparingInt(Entry::open)
            .reversed()
            .thenComparing(Entry::path));
    return ordered;
  }

  /** The document after {@code number} that has something for review; empty where none has. */
  Optional<Entry> next(int number) {
    return ordered().stream()
        .filter(entry -> entry.open() > 0 && entry.number() != number)
        .findFirst();
  }

  synchronized Optional<Entry> entry(int number) {
    return number >= 0 && number < entries.size()
        ? Optional.of(entries.get(number))
        : Optional.empty();
  }

  /** The document as it is now in the ledger. */
  Optional<ReviewCase> read(Entry entry) {
    Optional<ReviewCase> read = find(entry.id(), entry.work());
    read.ifPresent(document -> note(entry, document));
    return read;
  }

  private Optional<ReviewCase> find(DocumentId id, String work) {
    return reviews.find(id, work).map(document -> document.with(router.routed(document.found())));
  }

  private synchronized void note(Entry entry, ReviewCase document) {
    entries.set(
        entry.number(),
        entry(entry.number(), entry.path(), entry.id(), entry.work(), rows(document)));
  }

  /** Those for review first, by their places; the others as the record has them. */
  List<Row> rows(ReviewCase document) {
    List<Row> rows = Row.of(document, definitions);
    rows.sort(
        Comparator.comparing((Row row) -> !row.isOpen(threshold))
            .thenComparingInt(row -> row.isOpen(threshold) ? row.place() : 0));
    return rows;
  }

  double threshold() {
    return threshold;
  }

  DocumentType type() {
    return type;
  }
}
