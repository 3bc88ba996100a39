package dev.cartulary.escalation;

import dev.cartulary.digest.Sha256;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.endpoint.ChatProtocol;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.Route;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.prompt.RequestBuilder;
import dev.cartulary.routing.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the questions of a job. Safe for use by several threads. */
public final class Questions {
  /** An answer is a few copied words in JSON. */
  private static final int TOKENS_AROUND = 64;

  private static final int MOST_VALUES = 20;

  private final DocumentType type;
  private final EscalationChoice choice;
  private final Router router;
  private final RequestBuilder rules;

  /** The questions about documents of {@code type} that {@code router} sends elsewhere. */
  public Questions(DocumentType type, EscalationChoice choice, Router router) {
    this.type = type;
    this.choice = choice;
    this.router = router;
    this.rules = new RequestBuilder(type, true);
  }

  /**
   * The fields of a type about which an endpoint may be asked: those that do not identify a
   * patient.
   */
  public static Set<String> askable(DocumentType type) {
    return type.fields().stream()
        .filter(field -> type.escalation() && !field.phi())
        .map(FieldDefinition::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Fields of a document that are to be escalated, and the question of each that has any. */
  public record Asked(FieldDefinition field, Optional<Question> question) {}

  /**
   * The questions about a document.
   *
   * @param document as it stands, with the answers that there are
   * @param text that it was read from
   */
  public List<Asked> about(DocumentRecord document, ExtractedText text) {
    List<Asked> asked = new ArrayList<>();
    Passages passages = null;
    for (FieldDefinition field : type.fields()) {
      List<Field> values =
          document.fields().stream().filter(value -> value.name().equals(field.name())).toList();
      List<Field> open =
          values.stream().filter(value -> router.escalates(value, document.chunks())).toList();
      if (open.isEmpty() || isAnswered(values)) {
        continue;
      }
      if (passages == null) {
        passages = new Passages(text, type, rules, document.fields(), choice.passageCharacters());
      }
      asked.add(
          new Asked(
              field, passages.of(field, open).map(passage -> question(field, open, passage))));
    }
    return asked;
  }

  /** About a list, too, the endpoint is asked once. */
  private static boolean isAnswered(List<Field> values) {
    return values.stream().anyMatch(value -> value.route() == Route.ESCALATE);
  }

  private Question question(FieldDefinition field, List<Field> open, Passage passage) {
    String body =
        ChatProtocol.request(
            choice.endpoint(),
            Words.system(),
            Words.user(RequestBuilder.instruction(field), passage.text()),
            TOKENS_AROUND + field.maxTokens() * 4 * (field.many() ? MOST_VALUES : 2));
    return new Question(
        field, open, passage, body, Sha256.of(choice.endpoint().url() + "\n" + body).hex());
  }
}
