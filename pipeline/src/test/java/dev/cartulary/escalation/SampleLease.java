package dev.cartulary.escalation;

import dev.cartulary.accounting.Metered;
import dev.cartulary.completion.TokenUsage;
import dev.cartulary.cost.CloudPrice;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.document.SourceFile;
import dev.cartulary.endpoint.ChatEndpoint;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.outcome.Summary;
import dev.cartulary.outcome.Timings;
import dev.cartulary.routing.Router;
import dev.cartulary.routing.Rules;
import dev.cartulary.types.DocumentTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A letter with names, a number and two dates, of a type that may be escalated. */
public final class SampleLease {
  public static final String TEXT =
      """
      LEASE
      Quandrill Zyxworth, SSN 918-55-7734, lets the old boat house to Harbour Mills Limited.
      It begins on 1 May 2026 and ends on 30 April 2029.
      The tenant keeps the roof in good order.
      The tenant paints the door every third summer.
      The tenant waters the garden.
      Either of them may end it with sixty days of notice.
      The law of Norway governs this lease.
      Questions go to Quandrill Zyxworth at q.zyxworth@plimburg.example.
      """;

  public static final DocumentId ID = new DocumentId("0123456789abcdef".repeat(4));

  private static final String TYPE =
      """
      name: lease
      escalation: allowed
      fields:
        - {name: end_date, type: date, candidates: dates, cues: ['\\bends on\\b'], question: the day on which the lease ends}
        - {name: governing_law, candidates: jurisdictions, cues: ['\\bgoverns\\b']}
        - {name: parties, many: true, candidates: [organisations, persons]}
        - {name: notice, candidates: durations, cues: ['\\bnotice\\b']}
        - {name: painting, question: what is painted}
        - {name: astronomy, question: comets}
        - {name: tenant_ssn, phi: true}
      """;

  private SampleLease() {}

  public static DocumentType type(Path folder) {
    try {
      return DocumentTypes.load(Files.writeString(folder.resolve("lease.yaml"), TYPE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ExtractedText text() {
    return new ExtractedText(
        ID, "text/plain", TEXT, List.of(new Page(1, new CharSpan(0, TEXT.length()), false)));
  }

  /** A value of 0.3, where {@code words} stand first. */
  public static Field unsure(String name, String words) {
    int start = TEXT.indexOf(words);
    return new Field(
        name,
        words,
        new FieldValue.Text(words),
        new CharSpan(start, start + words.length()),
        1,
        0.3,
        FieldStatus.NEEDS_REVIEW);
  }

  public static DocumentRecord record(Field... fields) {
    return new DocumentRecord(
        new SourceFile(ID, "lease.txt", "/in/lease.txt", TEXT.length()),
        "text/plain",
        1,
        0,
        null,
        List.of(),
        TEXT.length(),
        1,
        "lease",
        "model",
        new Summary(Summary.Kind.KEY_SENTENCES, "", List.of()),
        List.of(fields),
        TokenUsage.ZERO,
        new Timings(Instant.parse("2026-11-21T02:03:04.567Z"), 0, 0),
        List.of());
  }

  public static Metered metered() {
    return new Metered(
        LocalDate.of(2026, 11, 21),
        "embedded",
        new CloudPrice.Work(1, 2, 3, 4),
        1,
        new Metered.Spent(BigDecimal.ONE, BigDecimal.TEN, false),
        new Metered.Spent(BigDecimal.ONE, BigDecimal.TEN, true));
  }

  public static Router router(DocumentType type) {
    return Router.of(new Rules(0.5, Set.of(), 0), Questions.askable(type));
  }

  public static EscalationChoice choice(
      ChatEndpoint endpoint, int characters, EscalationChoice.@Nullable Consent consent) {
    return new EscalationChoice(endpoint, 0.9, characters, consent);
  }
}
