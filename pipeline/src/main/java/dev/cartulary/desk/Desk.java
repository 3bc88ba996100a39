package dev.cartulary.desk;

import static java.util.Objects.requireNonNull;

import dev.cartulary.audit.AuditEvent;
import dev.cartulary.desk.Sessions.Session;
import dev.cartulary.document.CharSpan;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldDefinition;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.page.HtmlPage;
import dev.cartulary.report.DocumentPage;
import dev.cartulary.report.KeptPictures;
import dev.cartulary.review.Decision;
import dev.cartulary.review.ReviewCase;
import dev.cartulary.review.Subject;
import dev.cartulary.review.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a person at the desk can do: look at the queue and at documents, and decide. Safe for use by
 * several threads.
 */
public final class Desk {
  /** Longer than this nobody looks at one field: he has gone for a coffee. */
  static final int MOST_SECONDS = 300;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm", Locale.ENGLISH);

  private final Ledger ledger;
  private final String job;
  private final Queue queue;
  private final KeptPictures pictures;
  private final Clock clock;
  private final ZoneId zone;
  private final AtomicInteger made = new AtomicInteger();

  /**
   * A desk.
   *
   * @param job by its name
   * @param pictures of the run that is reviewed
   * @param zone in which times are told
   */
  public Desk(
      Ledger ledger, String job, Queue queue, KeptPictures pictures, Clock clock, ZoneId zone) {
    this.ledger = requireNonNull(ledger, "ledger is null");
    this.job = requireNonNull(job, "job is null");
    this.queue = requireNonNull(queue, "queue is null");
    this.pictures = requireNonNull(pictures, "pictures is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.zone = requireNonNull(zone, "zone is null");
  }

  /** How many decisions were made here. */
  public int made() {
    return made.get();
  }

  void entered(Session session) {
    ledger.audit().append(new AuditEvent.ReviewOpened(job, session.reviewer()));
  }

  Answer get(Route route, Form asked, Session session) {
    return switch (route) {
      case QUEUE -> Answer.page(200, QueuePage.of(job, queue, session));
      case DOCUMENT -> document(asked.number("n"), session);
      case PICTURE -> picture(asked.number("n"), asked.number("page"));
      case STYLE ->
          Answer.text(
              200,
              "text/css; charset=utf-8",
              HtmlPage.style()
                  + HtmlPage.style(DocumentPage.class, DocumentPage.STYLE)
                  + HtmlPage.style(Desk.class, "desk.css"));
      case SCRIPT ->
          Answer.text(
              200,
              "text/javascript; charset=utf-8",
              HtmlPage.style(DocumentPage.class, DocumentPage.SCRIPT)
                  + HtmlPage.style(Desk.class, "desk.js"));
      case DECIDE, LEAVE -> throw new IllegalArgumentException("a form is posted: " + route);
    };
  }

  private Answer document(int number, Session session) {
    Optional<Queue.Entry> entry = queue.entry(number);
    Optional<ReviewCase> document = entry.flatMap(queue::read);
    if (document.isEmpty()) {
      return Answer.refusal(404, "There is no such document, or it was removed.");
    }
    session.shown(clock.instant());
    return page(200, entry.get(), document.get(), session, DocumentNotice.NONE);
  }

  private Answer picture(int number, int page) {
    return queue
        .entry(number)
        .flatMap(entry -> pictures.read(entry.id(), page))
        .map(png -> new Answer(200, "image/png", png, Map.of()))
        .orElseGet(() -> Answer.refusal(404, "There is no picture of this page."));
  }

  private Answer page(
      int status, Queue.Entry entry, ReviewCase document, Session session, DocumentNotice notice) {
    return Answer.page(
        status, new DocumentDesk(queue, entry, document, pictures, session, notice).html());
  }

  Answer post(Form form, Session session) {
    Optional<Queue.Entry> entry = queue.entry(form.number("n"));
    Optional<ReviewCase> document = entry.flatMap(queue::read);
    if (document.isEmpty()) {
      return Answer.refusal(404, "There is no such document, or it was removed.");
    }
    Act act = new Act(entry.get(), document.get(), form, session);
    return act.answer();
  }

  /** One form that a person has sent. */
  private final class Act {
    private final Queue.Entry entry;
    private final ReviewCase document;
    private final Form form;
    private final Session session;

    Act(Queue.Entry entry, ReviewCase document, Form form, Session session) {
      this.entry = entry;
      this.document = document;
      this.form = form;
      this.session = session;
    }

    Answer answer() {
      String name = form.text("field");
      Optional<FieldDefinition> definition =
          queue.type().fields().stream().filter(field -> field.name().equals(name)).findFirst();
      if (definition.isEmpty()) {
        return refused("The form names no field of this job.");
      }
      Optional<Row> row =
          queue.rows(document).stream()
              .filter(
                  each ->
                      each.subject().field().equals(name)
                          && each.subject().place().equals(form.text("place")))
              .findFirst();
      String wanted = form.text("act");
      if (wanted.equals("correct") || wanted.equals("add")) {
        return correct(definition.get(), wanted.equals("add") ? null : row.orElse(null));
      }
      if (row.isEmpty()) {
        return refused("The value is not there any more; look at the page again.");
      }
      return switch (wanted) {
        case "accept" -> accept(row.get());
        case "absent" -> decide(row.get().subject(), Verdict.ABSENT, null);
        case "undo" ->
            row.get().isDecided()
                ? decide(row.get().subject(), Verdict.WITHDRAWN, null)
                : refused("Nothing was decided here that could be taken back.");
        default -> refused("The form says nothing that can be done.");
      };
    }

    private Answer accept(Row row) {
      Field found = row.found();
      if (found == null || !row.isAcceptable()) {
        return refused(
            "This cannot be accepted as it is: it is not readable as "
                + Selection.wanted(row.definition())
                + ", or not in the text. Correct it, or mark it absent.");
      }
      return found.status() == FieldStatus.ABSENT
          ? decide(row.subject(), Verdict.ABSENT, null)
          : decide(row.subject(), Verdict.ACCEPTED, reviewed(found));
    }

    private Field reviewed(Field found) {
      return new Field(
          found.name(),
          found.value(),
          found.normalized(),
          found.span(),
          found.page(),
          1,
          FieldStatus.REVIEWED,
          found.boxes(),
          found.basis());
    }

    /**
     * Takes words of the text for the value.
     *
     * @param row null to add a value
     */
    private Answer correct(FieldDefinition definition, @Nullable Row row) {
      CharSpan place;
      if (form.number("start") >= 0) {
        place =
            Selection.place(
                document.text(), form.number("start"), form.number("end"), form.text("words"));
        if (place == null) {
          return refused("The selection could not be found in the text; select the words again.");
        }
      } else {
        List<CharSpan> places = Selection.places(document.text(), form.text("words"));
        if (places.isEmpty()) {
          return refused(
              form.text("words").isBlank()
                  ? "Select words in the text or type them, then correct."
                  : "These words do not stand in the text. A value is always a copy of the text.");
        }
        if (places.size() > 1) {
          return page(
              200,
              entry,
              document,
              session,
              new DocumentNotice(
                  "The words stand in " + places.size() + " places. Choose one.",
                  definition.name(),
                  form.text("place"),
                  form.text("act"),
                  places));
        }
        place = places.get(0);
      }
      Field value = Selection.value(definition, document.text(), place);
      if (value == null) {
        return refused(
            "These words cannot be read as "
                + Selection.wanted(definition)
                + "; select exactly the words that say it.");
      }
      Subject subject =
          row == null ? Subject.of(definition.name(), definition.many(), place) : row.subject();
      return decide(subject, Verdict.CORRECTED, value);
    }

    private Answer decide(Subject subject, Verdict verdict, @Nullable Field value) {
      // What this person has seen; an added value was seen by nobody before.
      int seen =
          form.text("act").equals("add")
              ? document.about(subject).map(Decision::version).orElse(0)
              : Math.max(0, form.number("version"));
      Instant now = clock.instant();
      Decision decision =
          new Decision(
              subject,
              seen + 1,
              verdict,
              value,
              session.reviewer(),
              now,
              session.took(now, MOST_SECONDS));
      Optional<Decision> other = ledger.reviews().decide(document, decision);
      ReviewCase after = queue.read(entry).orElse(document);
      if (other.isPresent()) {
        return page(409, entry, after, session, DocumentNotice.of(told(other.get())));
      }
      made.incrementAndGet();
      boolean done =
          queue.entry(entry.number()).map(each -> each.open() == 0).orElse(true)
              && verdict != Verdict.WITHDRAWN;
      Optional<Queue.Entry> next = done ? queue.next(entry.number()) : Optional.of(entry);
      return Answer.seeOther(next.map(Queue.Entry::address).orElse(Route.QUEUE.path()));
    }

    private String told(Decision other) {
      return other.reviewer()
          + " decided about "
          + other.subject().field().replace('_', ' ')
          + " meanwhile: "
          + other.verdict().words()
          + " on "
          + TIME.format(other.at().atZone(zone))
          + ". Yours was not kept; this page shows how it stands now.";
    }

    private Answer refused(String words) {
      return page(422, entry, document, session, DocumentNotice.of(words));
    }
  }
}
