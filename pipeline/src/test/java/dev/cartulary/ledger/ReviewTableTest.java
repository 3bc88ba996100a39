package dev.cartulary.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.audit.AuditLink;
import dev.cartulary.document.CharSpan;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.field.Field;
import dev.cartulary.field.FieldStatus;
import dev.cartulary.field.FieldValue;
import dev.cartulary.field.Route;
import dev.cartulary.outcome.DocumentRecord;
import dev.cartulary.review.Decision;
import dev.cartulary.review.ReviewCase;
import dev.cartulary.review.Subject;
import dev.cartulary.review.Verdict;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReviewTableTest {
  private static final Instant NOW = Instant.parse("2026-11-21T02:03:04.567Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String WORK = "a".repeat(64);
  private static final DocumentRecord DOCUMENT = LedgerTest.document();
  private static final DocumentId ID = DOCUMENT.file().id();
  private static final Field ACME =
      new Field(
          "lost",
          "Acme",
          new FieldValue.Text("Acme"),
          new CharSpan(2, 6),
          1,
          1,
          FieldStatus.REVIEWED);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void decide_onAField_showsInEveryRecordThatWasMadeFromTheSameText(LedgerServers.Kind kind)
      throws Exception {
    LedgerAddress address = LedgerServers.fresh(kind, folder);
    String newer = "b".repeat(64);
    String other = "c".repeat(64);
    try (Ledger ledger = Ledger.open(address, CLOCK)) {
      ledger.documents(WORK).store(DOCUMENT, text("a Acme b"), LedgerTest.metered());
      ReviewCase shown = ledger.reviews().find(ID, WORK).orElseThrow();
      assertThat(shown.document()).isEqualTo(DOCUMENT);

      assertThat(ledger.reviews().decide(shown, corrected(1, "jane"))).isEmpty();
    }
    try (Ledger ledger = Ledger.open(address, CLOCK)) {
      ledger.documents(newer).store(DOCUMENT, text("a Acme b"), LedgerTest.metered());
      ledger.documents(other).store(DOCUMENT, text("another"), LedgerTest.metered());
      for (String work : List.of(WORK, newer)) {
        assertThat(lost(ledger.documents(work).find(ID))).isEqualTo(ACME.routed(Route.REVIEW));
        assertThat(ledger.documents(work).findCosted(ID).orElseThrow().document().fields())
            .contains(ACME.routed(Route.REVIEW));
      }
      assertThat(lost(ledger.documents(other).find(ID)).status()).isEqualTo(FieldStatus.UNGROUNDED);
      ReviewCase shown = ledger.reviews().find(ID, WORK).orElseThrow();
      assertThat(shown.found()).isEqualTo(DOCUMENT);
      assertThat(shown.decisions()).containsExactly(corrected(1, "jane"));
      assertThat(ledger.audit().verify(null).isWhole()).isTrue();
      List<String> events = new ArrayList<>();
      ledger.audit().read((AuditLink link) -> events.add(link.event()));
      assertThat(events)
          .last()
          .asString()
          .contains("field.decided", "\"lost\"", "CORRECTED", "jane")
          .doesNotContain("Acme");
    }
  }

  @ParameterizedTest
  @EnumSource
  void decide_onWhatSomebodyDecidedMeanwhile_isRefusedAndTellsWhat(LedgerServers.Kind kind)
      throws Exception {
    try (Ledger ledger = Ledger.open(LedgerServers.fresh(kind, folder), CLOCK)) {
      ledger.documents(WORK).store(DOCUMENT, text("a Acme b"), LedgerTest.metered());
      ReviewCase shown = ledger.reviews().find(ID, WORK).orElseThrow();

      assertThat(ledger.reviews().decide(shown, corrected(1, "jane"))).isEmpty();
      assertThat(ledger.reviews().decide(shown, corrected(1, "jane")))
          .as("the same act, told again after the connection was lost")
          .isEmpty();
      assertThat(ledger.reviews().decide(shown, absent(1, "john"))).contains(corrected(1, "jane"));
      assertThat(lost(ledger.documents(WORK).find(ID))).isEqualTo(ACME.routed(Route.REVIEW));

      assertThat(ledger.reviews().decide(shown, absent(2, "john"))).isEmpty();
      assertThat(lost(ledger.documents(WORK).find(ID)))
          .isEqualTo(Field.absent("lost", 1).routed(Route.REVIEW));
      assertThat(ledger.reviews().history(ID, shown.digest(), "contract"))
          .containsExactly(corrected(1, "jane"), absent(2, "john"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void decide_byManyAtOnce_letsOneThrough(LedgerServers.Kind kind) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Ledger ledger = Ledger.open(LedgerServers.fresh(kind, folder), CLOCK)) {
      ledger.documents(WORK).store(DOCUMENT, text("a Acme b"), LedgerTest.metered());
      ReviewCase shown = ledger.reviews().find(ID, WORK).orElseThrow();
      List<Callable<Optional<Decision>>> persons = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Decision own = corrected(1, "person " + i);
        persons.add(() -> ledger.reviews().decide(shown, own));
      }

      int through = 0;
      for (Future<Optional<Decision>> person : threads.invokeAll(persons)) {
        through += person.get().isEmpty() ? 1 : 0;
      }

      assertThat(through).isEqualTo(1);
      assertThat(ledger.reviews().history(ID, shown.digest(), "contract")).hasSize(1);
      assertThat(ledger.audit().verify(null).isWhole()).isTrue();
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource
  void remove_ofADocument_takesItsDecisionsAlong(LedgerServers.Kind kind) throws Exception {
    try (Ledger ledger = Ledger.open(LedgerServers.fresh(kind, folder), CLOCK)) {
      ledger.documents(WORK).store(DOCUMENT, text("a Acme b"), LedgerTest.metered());
      ReviewCase shown = ledger.reviews().find(ID, WORK).orElseThrow();
      ledger.reviews().decide(shown, corrected(1, "jane"));

      assertThat(ledger.removal().rows(Set.of(ID))).containsEntry("review_decision", 1L);
      ledger.removal().remove(Set.of(ID), true, null);

      assertThat(ledger.removal().rows(Set.of(ID))).containsEntry("review_decision", 0L);
      assertThatThrownBy(() -> ledger.reviews().decide(shown, corrected(2, "jane")))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("removed");
    }
  }

  @ParameterizedTest
  @EnumSource
  void find_ofADocumentWithoutText_isEmpty(LedgerServers.Kind kind) throws Exception {
    try (Ledger ledger = Ledger.open(LedgerServers.fresh(kind, folder), CLOCK)) {
      ledger.documents(WORK).store(DOCUMENT, LedgerTest.metered());

      assertThat(ledger.reviews().find(ID, WORK)).isEmpty();
    }
  }

  private static Field lost(Optional<DocumentRecord> document) {
    return document.orElseThrow().fields().stream()
        .filter(field -> field.name().equals("lost"))
        .findFirst()
        .orElseThrow();
  }

  private static Decision corrected(int version, String reviewer) {
    return new Decision(
        Subject.of("lost", false, null), version, Verdict.CORRECTED, ACME, reviewer, NOW, 12);
  }

  private static Decision absent(int version, String reviewer) {
    return new Decision(
        Subject.of("lost", false, null), version, Verdict.ABSENT, null, reviewer, NOW, 3);
  }

  private static ExtractedText text(String words) {
    return new ExtractedText(
        ID,
        "application/pdf",
        words,
        List.of(new Page(1, new CharSpan(0, words.length()), false, null)));
  }
}
