package dev.cartulary.courier;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.accounting.Escalated;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditLink;
import dev.cartulary.courier.Item.State;
import dev.cartulary.document.DocumentId;
import dev.cartulary.endpoint.ChatClient;
import dev.cartulary.endpoint.ChatServer;
import dev.cartulary.escalation.EscalationChoice;
import dev.cartulary.escalation.EscalationChoice.Consent;
import dev.cartulary.escalation.SampleLease;
import dev.cartulary.escalation.Trust;
import dev.cartulary.field.DocumentType;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.Route;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.ledger.LedgerServers;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.reading.Delivery;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Questions from a ledger over real sockets to a server, and answers back into records. */
@Timeout(120)
class CourierTest {
  private static final String WORK = "a".repeat(64);
  private static final List<String> SECRETS =
      List.of("Zyxworth", "Quandrill", "918-55-7734", "Harbour", "plimburg", "2029", "lease.txt");
  private static final Field END = SampleLease.unsure("end_date", "30 April 2029");
  private static final Field LAW = SampleLease.unsure("governing_law", "Norway");

  @TempDir Path folder;
  private DocumentType type;
  private ChatServer server;

  @BeforeEach
  void start() throws Exception {
    type = SampleLease.type(folder);
    server =
        ChatServer.start(
            words ->
                words.contains("ends on")
                    ? "{\"values\": [\"[DATE 2]\"]}"
                    : "{\"values\": [\"Atlantis\"]}");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void send_whatAPersonAllowed_bringsTheAnswerIntoEveryRecordOfTheText(LedgerServers.Kind kind)
      throws Exception {
    LedgerAddress address = LedgerServers.fresh(kind, folder);
    try (Ledger ledger = Ledger.open(address, Clock.systemUTC())) {
      store(ledger, END, LAW);
      deliver(ledger, "R1");
      deliver(ledger, "R2");
      Outbox before = outbox(ledger, null);
      assertThat(before.items()).extracting(Item::state).containsOnly(State.WAITING).hasSize(2);

      assertThat(send(ledger, null).answered()).as("nothing was allowed").isZero();
      assertThat(server.heard()).isEmpty();
      Item end = before.items().get(0);
      assertThat(ledger.escalations().approve(end.letter(), "Ann", false)).isTrue();
      assertThat(ledger.escalations().approve(end.letter(), "Ben", false))
          .as("it is allowed already")
          .isFalse();

      Courier.Sent sent = send(ledger, null);

      assertThat(sent).isEqualTo(new Courier.Sent(1, 0, 0, 0, null));
      assertThat(ledger.costs().work(List.of("R1", "R2")).escalated())
          .as("two runs delivered the text, one of two questions was answered")
          .isEqualTo(new Escalated(1, 321, 12));
      assertThat(ledger.costs().work("R3").escalated()).isEqualTo(Escalated.NONE);
      assertThat(server.heard())
          .extracting(ChatServer.Heard::body)
          .containsExactly(end.letter().question().body());
      assertThat(server.heard().toString()).doesNotContain(SECRETS);
    }
    try (Ledger ledger = Ledger.open(address, Clock.systemUTC())) {
      Field answered = field(ledger, "end_date");
      assertThat(answered.value()).isEqualTo("30 April 2029");
      assertThat(answered.status()).isEqualTo(FieldStatus.FOUND);
      assertThat(answered.route()).isEqualTo(Route.ESCALATE);
      assertThat(ledger.documents(WORK).find(SampleLease.ID).orElseThrow().fields())
          .as("of a job that escalates nothing")
          .containsExactly(END, LAW);
      assertThat(outbox(ledger, null).items()).hasSize(1);
      assertThat(outbox(ledger, null).answered()).isEqualTo(1);
      assertThat(outbox(ledger, null).promptTokens()).isEqualTo(321);
      assertThat(events(ledger))
          .filteredOn(event -> event.contains("\"escalation."))
          .hasSize(3)
          .allMatch(event -> SECRETS.stream().noneMatch(event::contains))
          .satisfiesExactly(
              event -> assertThat(event).contains("escalation.approved", "Ann", "person"),
              event -> assertThat(event).contains("escalation.sent", "big-model"),
              event -> assertThat(event).contains("escalation.answered", "\"ungrounded\":\"0\""));
      assertThat(ledger.audit().verify(null).isWhole()).isTrue();
      assertThat(ledger.removal().rows(Set.of(SampleLease.ID))).containsEntry("escalation", 1L);
      ledger.removal().remove(Set.of(SampleLease.ID), true, null);
      assertThat(ledger.removal().rows(Set.of(SampleLease.ID))).containsEntry("escalation", 0L);
    }
  }

  @Test
  void send_withAStandingConsent_needsNoApprovalAndNotesIt() throws Exception {
    try (Ledger ledger = open()) {
      store(ledger, END, LAW);

      Courier.Sent sent = send(ledger, new Consent("De-identified passages may be sent.", "Cleo"));

      assertThat(sent).isEqualTo(new Courier.Sent(2, 1, 0, 0, null));
      Field law = field(ledger, "governing_law");
      assertThat(law.status()).as("it stands in no passage").isEqualTo(FieldStatus.UNGROUNDED);
      assertThat(law.value()).isEqualTo("Atlantis");
      assertThat(law.span()).isNull();
      assertThat(events(ledger))
          .anyMatch(e -> e.contains("standing consent") && e.contains("Cleo"));
      assertThat(outbox(ledger, null).items()).isEmpty();
    }
  }

  @Test
  void send_thatFails_losesNoFieldAndMayBeDoneAgain() throws Exception {
    try (Ledger ledger = open()) {
      store(ledger, END);
      Item end = outbox(ledger, null).items().get(0);
      ledger.escalations().approve(end.letter(), "Ann", false);
      server.next(ChatServer.says("Well, Quandrill, who knows?"));

      Courier.Sent sent = send(ledger, null);

      assertThat(sent.failed()).isEqualTo(1);
      assertThat(sent.lastFailure()).contains("no JSON", "; ").doesNotContain("Quandrill");
      assertThat(field(ledger, "end_date")).isEqualTo(END);
      Item failed = outbox(ledger, null).items().get(0);
      assertThat(failed.state()).isEqualTo(State.FAILED);
      assertThat(requireNonNull(failed.kept()).failure()).isEqualTo(sent.lastFailure());
      assertThat(events(ledger)).anyMatch(e -> e.contains("escalation.failed"));

      assertThat(send(ledger, null).answered()).isEqualTo(1);
      assertThat(field(ledger, "end_date").status()).isEqualTo(FieldStatus.FOUND);
    }
  }

  @Test
  void send_toAServerThatIsAway_givesUpAfterThree() throws Exception {
    try (Ledger ledger = open()) {
      store(
          ledger,
          END,
          LAW,
          Field.absent("notice", 0.2),
          Field.absent("painting", 0.2),
          SampleLease.unsure("parties", "boat house"));
      server.close();

      Courier.Sent sent = send(ledger, new Consent("Yes.", "Cleo"));

      assertThat(sent.failed()).isEqualTo(3);
      assertThat(sent.left()).isEqualTo(2);
      assertThat(sent.lastFailure()).contains("cannot be reached");
    }
  }

  @Test
  void send_whatWasTakenBack_isNotSent() throws Exception {
    try (Ledger ledger = open()) {
      store(ledger, END);
      Item end = outbox(ledger, null).items().get(0);
      ledger.escalations().approve(end.letter(), "Ann", false);
      List<Item> allowed = outbox(ledger, null).items();

      assertThat(ledger.escalations().withdraw(end.letter(), "Ben")).isTrue();
      assertThat(ledger.escalations().withdraw(end.letter(), "Ben")).isFalse();

      assertThat(courier(ledger, null).send(allowed, new Silent()))
          .isEqualTo(new Courier.Sent(0, 0, 0, 0, null));
      assertThat(server.heard()).isEmpty();
      assertThat(events(ledger))
          .anyMatch(e -> e.contains("escalation.withdrawn") && e.contains("Ben"));
    }
  }

  @Test
  void outbox_ofAnotherEndpoint_findsNoApprovalOfThisOne() throws Exception {
    try (Ledger ledger = open();
        ChatServer other = ChatServer.start(words -> words)) {
      store(ledger, END);
      Item end = outbox(ledger, null).items().get(0);
      ledger.escalations().approve(end.letter(), "Ann", false);

      Outbox elsewhere =
          new Outbox(
              ledger,
              delivery(),
              type,
              SampleLease.choice(other.endpoint(5, 1), 1_500, null),
              SampleLease.router(type),
              0.5);

      assertThat(elsewhere.items()).extracting(Item::state).containsExactly(State.WAITING);
    }
  }

  private Ledger open() throws Exception {
    return Ledger.open(LedgerServers.fresh(LedgerServers.Kind.H2, folder), Clock.systemUTC());
  }

  private static void store(Ledger ledger, Field... fields) {
    DocumentRecord document = SampleLease.record(fields);
    ledger.documents(WORK).store(document, SampleLease.text(), SampleLease.metered());
  }

  private static void deliver(Ledger ledger, String run) {
    ledger
        .runs()
        .start(
            new AuditEvent.RunStarted(
                run,
                "leases",
                WORK,
                new AuditEvent.Model("embedded", "f", "int8"),
                "9",
                new AuditEvent.Schema("lease", "s"),
                "0.1",
                "/in"),
            "/out",
            "c");
    ledger.runs().deliver(run, SampleLease.record(END, LAW).file(), WORK, false);
  }

  private static Delivery delivery() {
    return new Delivery(
        List.of(new Delivery.Delivered("lease.txt", SampleLease.ID, null, WORK)), List.of());
  }

  private EscalationChoice choice(@Nullable Consent consent) {
    return SampleLease.choice(server.endpoint(5, 1), 1_500, consent);
  }

  private Outbox outbox(Ledger ledger, @Nullable Consent consent) {
    return new Outbox(ledger, delivery(), type, choice(consent), SampleLease.router(type), 0.5);
  }

  private Courier courier(Ledger ledger, @Nullable Consent consent) {
    return new Courier(
        ledger.escalations(),
        new ChatClient(server.endpoint(5, 1), null, Clock.systemUTC()),
        consent);
  }

  private Courier.Sent send(Ledger ledger, @Nullable Consent consent) throws Exception {
    return courier(ledger, consent).send(outbox(ledger, consent).items(), new Silent());
  }

  private Field field(Ledger ledger, String name) {
    DocumentId id = SampleLease.ID;
    return ledger
        .documents(WORK, Trust.of(choice(null), 0.5))
        .find(id)
        .orElseThrow()
        .fields()
        .stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> events(Ledger ledger) {
    List<String> events = new ArrayList<>();
    ledger.audit().read((AuditLink link) -> events.add(link.event()));
    return events;
  }

  /** Watches nothing. */
  private static final class Silent implements Courier.Watcher {
    @Override
    public boolean getAsBoolean() {
      return false;
    }

    @Override
    public void done(Item item, @Nullable String failure) {}
  }
}
