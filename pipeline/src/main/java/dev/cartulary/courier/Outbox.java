package dev.cartulary.courier;

import dev.cartulary.document.DocumentId;
import dev.cartulary.escalation.EscalationChoice;
import dev.cartulary.escalation.Letter;
import dev.cartulary.escalation.Questions;
import dev.cartulary.escalation.Trust;
import dev.cartulary.field.DocumentType;
import dev.cartulary.ledger.EscalationTable;
import dev.cartulary.ledger.EscalationTable.Kept;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.ledger.ReviewTable;
import dev.cartulary.reading.Delivery;
import dev.cartulary.review.ReviewCase;
import dev.cartulary.routing.Router;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The questions that the documents of a run leave, as they are at this moment. */
public final class Outbox {
  private final List<Item> items = new ArrayList<>();
  private int unanswerable;
  private int answered;
  private long promptTokens;
  private long completionTokens;

  /**
   * Looks at all documents of a delivery.
   *
   * @param router says which fields are escalated
   * @param threshold least probability of a value that needs no review
   */
  public Outbox(
      Ledger ledger,
      Delivery delivery,
      DocumentType type,
      EscalationChoice choice,
      Router router,
      double threshold) {
    Questions questions = new Questions(type, choice, router);
    ReviewTable documents = ledger.reviews(Trust.of(choice, threshold));
    EscalationTable escalations = ledger.escalations();
    List<Delivery.Delivered> sorted = new ArrayList<>(delivery.documents());
    sorted.sort(Comparator.comparing(Delivery.Delivered::path));
    Set<DocumentId> met = new HashSet<>();
    for (Delivery.Delivered delivered : sorted) {
      // Equal files are one document.
      if (met.add(delivered.id())) {
        documents
            .find(delivered.id(), delivered.work())
            .filter(document -> document.found().type().equals(type.name()))
            .ifPresent(document -> add(delivered.path(), document, questions, choice, escalations));
      }
    }
  }

  private void add(
      String path,
      ReviewCase document,
      Questions questions,
      EscalationChoice choice,
      EscalationTable escalations) {
    DocumentId id = document.found().file().id();
    String type = document.found().type();
    Map<String, Kept> known = escalations.about(id, document.digest(), type);
    for (Kept kept : known.values()) {
      answered += kept.answeredAt() == null ? 0 : 1;
      promptTokens += kept.promptTokens();
      completionTokens += kept.completionTokens();
    }
    for (Questions.Asked asked : questions.about(document.document(), document.text())) {
      if (asked.question().isEmpty()) {
        unanswerable++;
        continue;
      }
      Letter letter =
          new Letter(id, document.digest(), type, choice.endpoint(), asked.question().get());
      Kept kept = known.get(letter.question().digest());
      if (kept == null || kept.answeredAt() == null) {
        items.add(new Item(path, document.text(), letter, kept));
      }
    }
  }

  /** What waits, in the order of the documents' paths. */
  public List<Item> items() {
    return List.copyOf(items);
  }

  /** The item whose id begins with {@code id}, if it is one. */
  public Optional<Item> item(String id) {
    List<Item> found =
        items.stream().filter(item -> item.letter().question().digest().startsWith(id)).toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** Fields to be escalated with which nothing in their documents has to do: for persons. */
  public int unanswerable() {
    return unanswerable;
  }

  /** Questions about these documents that were answered. */
  public int answered() {
    return answered;
  }

  /** Tokens of the answered questions, as the endpoint counted them. */
  public long promptTokens() {
    return promptTokens;
  }

  public long completionTokens() {
    return completionTokens;
  }
}
