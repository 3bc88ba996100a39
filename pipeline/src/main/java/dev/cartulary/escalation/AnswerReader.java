package dev.cartulary.escalation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.endpoint.EndpointException;
import dev.cartulary.endpoint.EndpointException.Reason;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.normalize.Normalizer;
import dev.cartulary.outcome.Summary;
import dev.cartulary.review.Subject;
import dev.cartulary.verify.Verifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what the endpoint said, and proves it: a value counts only as words of the passage that was
 * sent, which are then looked up in the document like any other finding.
 */
public final class AnswerReader {
  /** Longer ones are no values. */
  private static final int LONGEST = 2_000;

  private static final JsonMapper JSON = new JsonMapper();

  private AnswerReader() {}

  /**
   * What the answer says of the document.
   *
   * @param text of the document
   * @param content the model's words
   * @throws EndpointException if they are not what was asked for
   */
  public static List<Said> read(Question question, ExtractedText text, String content) {
    FieldDefinition definition = question.field();
    List<Field> values = question.values();
    boolean many = definition.many();
    Map<Subject, Said> said = new LinkedHashMap<>();
    for (String words : words(content)) {
      Said one = said(question, text, values, words);
      said.putIfAbsent(one.subject(), one);
      if (!many) {
        break;
      }
    }
    if (said.isEmpty()
        && (!many || values.stream().allMatch(value -> value.status() == FieldStatus.ABSENT))) {
      Subject nothing = Subject.of(definition.name(), many, null);
      return List.of(new Said(nothing, null, Said.Kind.GIVEN));
    }
    // Of a list no value is taken out: what the passage did not show may stand elsewhere.
    for (Field value : many ? values : List.<Field>of()) {
      if (value.status() != FieldStatus.ABSENT) {
        Subject subject = Subject.of(value, true);
        said.putIfAbsent(subject, new Said(subject, value, Said.Kind.UNCONFIRMED));
      }
    }
    return List.copyOf(said.values());
  }

  private static Said said(
      Question question, ExtractedText text, List<Field> values, String words) {
    FieldDefinition definition = question.field();
    String all = text.text();
    CharSpan place = question.passage().place(words).orElse(null);
    String value = place == null ? question.passage().restored(words, all) : place.of(all);
    FieldValue normalized = Normalizer.normalize(definition, value);
    Field field =
        new Field(
            definition.name(),
            value,
            normalized,
            place,
            place == null ? 0 : text.pageAt(place.start()),
            1,
            place == null ? FieldStatus.UNGROUNDED : FieldStatus.FOUND,
            place == null ? List.of() : text.boxes(place));
    Field verified =
        Verifier.verify(text, List.of(field), new Summary(Summary.Kind.FREE_TEXT, "", List.of()))
            .fields()
            .get(0);
    return new Said(
        subject(definition, values, verified),
        verified,
        Normalizer.readable(definition, normalized) ? Said.Kind.GIVEN : Said.Kind.UNREADABLE);
  }

  /** Of a list, a value stands in the place of the one that it overlaps. */
  private static Subject subject(FieldDefinition definition, List<Field> values, Field said) {
    CharSpan place = said.span();
    if (definition.many() && place != null) {
      for (Field value : values) {
        CharSpan span = value.span();
        if (span != null && span.overlaps(place)) {
          return Subject.of(value, true);
        }
      }
    }
    return Subject.of(said, definition.many());
  }

  /** The values, without quotation marks and the full stop that models like to add. */
  private static List<String> words(String content) {
    JsonNode answer;
    try {
      answer = JSON.readTree(unfenced(content));
    } catch (IOException e) {
      // Without the cause, which quotes the answer.
      throw new EndpointException(Reason.NONSENSE, "the model's answer is no JSON");
    }
    JsonNode values = answer == null ? null : answer.get("values");
    if (values == null || !values.isArray()) {
      throw new EndpointException(
          Reason.NONSENSE, "the model's answer is JSON without a list of values");
    }
    List<String> words = new ArrayList<>();
    for (JsonNode value : values) {
      if (!value.isTextual() || value.asText().length() > LONGEST) {
        throw new EndpointException(
            Reason.NONSENSE, "the model's answer lists something that is no value");
      }
      if (!value.asText().isBlank()) {
        words.add(value.asText().strip());
      }
    }
    return words;
  }

  /** Models put a fence around JSON, whatever they are told. */
  private static String unfenced(String content) {
    String stripped = content.strip();
    return stripped.startsWith("```")
        ? stripped.replaceFirst("^```\\w*\\s*", "").replaceFirst("\\s*```$", "")
        : stripped;
  }
}
