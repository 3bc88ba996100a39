package dev.cartulary.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.audit.Actor;
import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditFinding.Kind;
import dev.cartulary.audit.AuditHead;
import dev.cartulary.audit.AuditLink;
import dev.cartulary.audit.AuditVerdict;
import dev.cartulary.audit.KeptHead;
import dev.cartulary.document.DocumentId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditTrailTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final int EVENTS = 12;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void append_byManyThreadsOfTwoLedgers_hasNoGaps(LedgerServers.Kind kind) throws Exception {
    LedgerAddress address = LedgerServers.fresh(kind, folder);
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try (Ledger first = Ledger.open(address, CLOCK);
        Ledger second = kind == LedgerServers.Kind.H2 ? first : Ledger.open(address, CLOCK)) {
      List<Callable<Void>> appends = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        int number = i;
        Ledger ledger = i % 2 == 0 ? first : second;
        appends.add(
            () -> {
              ledger.audit().append(event(number), event(number + 1));
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(appends)) {
        done.get();
      }
      AuditVerdict verdict = first.audit().verify(null);
      assertThat(verdict.findings()).isEmpty();
      assertThat(verdict.events()).isEqualTo(120);
      assertThat(verdict.head()).isEqualTo(second.audit().head());
      assertThat(links(first)).extracting(AuditLink::sequence).startsWith(1L, 2L).endsWith(120L);
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource
  void run_fromStartToEnd_leavesItsEvents(LedgerServers.Kind kind) throws Exception {
    try (Ledger ledger = Ledger.open(LedgerServers.fresh(kind, folder), CLOCK)) {
      assertThat(ledger.audit().head()).isEqualTo(AuditHead.START);
      assertThat(ledger.audit().verify(null).isWhole()).isTrue();
      ledger.runs().start(LedgerTest.started("R1"), "/out", "c");
      ledger.runs().finish("R1", 1, 2);

      assertThat(links(ledger))
          .extracting(AuditLink::event)
          .satisfiesExactly(
              started ->
                  assertThat(started)
                      .contains("\"action\":\"run.started\"", "\"model\":\"embedded\"")
                      .contains("\"prompt\":\"9\"", "\"schema\":\"contract\"", "\"code\":\"0.1\""),
              finished -> assertThat(finished).contains("\"documents\":\"1\""));
    }
  }

  @Test
  void postgres_directUpdateAndDelete_areRefused() throws Exception {
    LedgerAddress address = LedgerServers.fresh(LedgerServers.Kind.POSTGRESQL, folder);
    try (Ledger ledger = Ledger.open(address, CLOCK)) {
      ledger.audit().append(event(1));
    }
    try (Connection connection = connect(address);
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "UPDATE audit_event SET hash = ''",
              "DELETE FROM audit_event",
              "TRUNCATE audit_event",
              "UPDATE audit_head SET sequence = 0",
              "UPDATE audit_head SET hash = ''",
              "DELETE FROM audit_head",
              "TRUNCATE audit_head")) {
        assertThatThrownBy(() -> statement.execute(sql))
            .as(sql)
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("audit trail");
      }
    }
    try (Ledger ledger = Ledger.open(address, CLOCK)) {
      assertThat(ledger.audit().verify(null).isWhole()).isTrue();
    }
  }

  /** The grants of docs/audit.md. */
  @Test
  void postgres_roleOfJobs_canRunAndPurgeButNotAlterTheTrail() throws Exception {
    LedgerAddress owner = LedgerServers.fresh(LedgerServers.Kind.POSTGRESQL, folder);
    Ledger.open(owner, CLOCK).close();
    String role = "jobs_" + owner.url().replaceAll(".*/(\\w+).*", "$1");
    try (Connection connection = connect(owner);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE " + role + " LOGIN");
      statement.execute(
          "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " + role);
      statement.execute("REVOKE UPDATE, DELETE ON audit_event FROM " + role);
      statement.execute("REVOKE INSERT, DELETE ON audit_head FROM " + role);
      statement.execute("REVOKE INSERT, UPDATE, DELETE ON schema_history FROM " + role);
    }
    LedgerAddress jobs =
        new LedgerAddress(owner.url().replaceAll("user=\\w+", "user=" + role), role, "");
    try (Ledger ledger = Ledger.open(jobs, CLOCK)) {
      ledger.runs().start(LedgerTest.started("R1"), "/out", "c");
      ledger.removal().remove(Set.of(new DocumentId(LedgerTest.key(1))), true, CLOCK.instant());
      assertThat(ledger.audit().verify(null).events()).isEqualTo(2);
    }
    try (Connection connection = connect(jobs);
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "UPDATE audit_event SET hash = ''",
              "DELETE FROM audit_event",
              "TRUNCATE audit_event",
              "DELETE FROM audit_head",
              "ALTER TABLE audit_event DISABLE TRIGGER ALL",
              "DROP TRIGGER audit_event_is_append_only ON audit_event")) {
        assertThatThrownBy(() -> statement.execute(sql))
            .as(sql)
            .hasMessageContaining(sql.contains("TRIGGER") ? "must be owner" : "permission denied");
      }
    }
  }

  /** What somebody with rights on the database does to events, and what must be found. */
  enum Attack {
    EDIT(Kind.CHANGED) {
      @Override
      long on(Trail trail, int at, Random random) throws SQLException {
        trail.write(at, edited(trail.link(at).event(), random), trail.link(at).hash());
        return at;
      }
    },
    EDIT_AND_HASH(Kind.CHANGED) {
      @Override
      long on(Trail trail, int at, Random random) throws SQLException {
        String event = edited(trail.link(at).event(), random);
        trail.write(at, event, Trail.sha256(event));
        return at;
      }
    },
    EDIT_THE_HASH(Kind.CHANGED) {
      @Override
      long on(Trail trail, int at, Random random) throws SQLException {
        trail.write(at, trail.link(at).event(), LedgerTest.key(random.nextInt()));
        return at;
      }
    },
    POINT_ELSEWHERE_AND_HASH(Kind.CHANGED) {
      @Override
      long on(Trail trail, int at, Random random) throws SQLException {
        String event =
            trail
                .link(at)
                .event()
                .replaceFirst(
                    "\"previous\":\"\\w+", "\"previous\":\"" + LedgerTest.key(random.nextInt()));
        trail.write(at, event, Trail.sha256(event));
        return at;
      }
    },
    REMOVE(Kind.REMOVED) {
      @Override
      long on(Trail trail, int at, Random random) throws SQLException {
        trail.remove(at);
        return at;
      }
    },
    REMOVE_AND_CLOSE_THE_GAP(Kind.REMOVED) {
      @Override
      long on(Trail trail, int at, Random random) throws SQLException {
        trail.remove(at);
        trail.shift(at + 1, -1);
        return at;
      }
    },
    SWAP(Kind.REORDERED) {
      @Override
      long on(Trail trail, int at, Random random) throws SQLException {
        int other = 1 + (at + random.nextInt(EVENTS - 1)) % EVENTS;
        trail.move(at, -1);
        trail.move(other, at);
        trail.move(-1, other);
        return Math.min(at, other);
      }
    },
    INSERT_WELL_MADE(Kind.INSERTED) {
      @Override
      long on(Trail trail, int at, Random random) throws SQLException {
        AuditHead before = at == 1 ? AuditHead.START : trail.link(at - 1).head();
        AuditLink forged = trail.forged(before, random);
        trail.shift(at, 1);
        trail.insert(forged);
        return at;
      }
    },
    INSERT_A_COPY(Kind.INSERTED) {
      @Override
      long on(Trail trail, int at, Random random) throws SQLException {
        AuditLink copy = trail.link(1 + random.nextInt(EVENTS));
        trail.shift(at, 1);
        trail.insert(new AuditLink(at, copy.event() + " ", copy.hash()));
        return at;
      }
    },
    APPEND_PAST_THE_HEAD(Kind.INSERTED) {
      @Override
      long on(Trail trail, int at, Random random) throws SQLException {
        trail.insert(trail.forged(trail.link(EVENTS).head(), random));
        return EVENTS + 1;
      }
    },
    EDIT_THE_HEAD(Kind.CHANGED) {
      @Override
      long on(Trail trail, int at, Random random) throws SQLException {
        trail.head("hash = '" + LedgerTest.key(random.nextInt()) + "'");
        return EVENTS;
      }
    };

    final Kind kind;

    Attack(Kind kind) {
      this.kind = kind;
    }

    /** Does it to one event; the sequence number at which it must be found. */
    abstract long on(Trail trail, int at, Random random) throws SQLException;

    private static String edited(String event, Random random) {
      int digit = event.indexOf("\"run\":\"") + 7 + random.nextInt(4);
      char other = (char) ('a' + (event.charAt(digit) - 'a' + 1 + random.nextInt(24)) % 26);
      return event.substring(0, digit) + other + event.substring(digit + 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void verify_afterAnAttack_saysWhereAndWhat(Attack attack) throws Exception {
    try (Trail trail = Trail.of(LedgerServers.fresh(LedgerServers.Kind.H2, folder))) {
      // Each event once: the first, the last and all between; the rest of an attack by seed.
      for (int at = 1; at <= EVENTS; at++) {
        assertFound(trail, attack, at, new Random(at));
        assertThat(trail.verify(null).isWhole()).as("restored").isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void verify_afterAnAttackOnAServer_saysWhereAndWhat(Attack attack) throws Exception {
    try (Trail trail = Trail.of(LedgerServers.fresh(LedgerServers.Kind.POSTGRESQL, folder))) {
      Random random = new Random(attack.name().hashCode());
      assertFound(trail, attack, 1 + random.nextInt(EVENTS), random);
    }
  }

  private static void assertFound(Trail trail, Attack attack, int at, Random random)
      throws SQLException {
    AuditHead kept = trail.link(EVENTS).head();
    long where = attack.on(trail, at, random);
    AuditVerdict verdict = trail.verify(null);
    assertThat(verdict.findings()).as("%s of %d", attack, at).isNotEmpty();
    assertThat(verdict.findings().get(0).sequence())
        .as("%s of %d: %s", attack, at, verdict.findings())
        .isEqualTo(where);
    assertThat(verdict.findings().get(0).kind())
        .as("%s of %d: %s", attack, at, verdict.findings())
        .isEqualTo(attack.kind);
    assertThat(trail.verify(new KeptHead(kept.sequence(), kept.hash())).isWhole()).isFalse();
    trail.restore();
  }

  @Test
  void verify_tailCutOffOrWrittenAnewWithItsHead_isFoundByTheKeptHead() throws Exception {
    try (Trail trail = Trail.of(LedgerServers.fresh(LedgerServers.Kind.H2, folder))) {
      AuditHead head = trail.link(EVENTS).head();
      KeptHead whole = new KeptHead(head.sequence(), head.hash());
      KeptHead hashOnly = new KeptHead(null, head.hash());
      AuditHead earlier = trail.link(4).head();
      assertThat(trail.verify(whole).isWhole()).isTrue();
      assertThat(trail.verify(hashOnly).isWhole()).isTrue();
      assertThat(trail.verify(new KeptHead(4L, earlier.hash())).isWhole()).isTrue();

      for (int i = EVENTS; i > 8; i--) {
        trail.remove(i);
      }
      trail.head("sequence = 8, hash = '" + trail.link(8).hash() + "'");
      assertThat(trail.verify(null).isWhole()).as("without a kept head").isTrue();
      assertThat(trail.verify(whole).findings())
          .singleElement()
          .satisfies(
              found -> {
                assertThat(found.sequence()).isEqualTo(9);
                assertThat(found.kind()).isEqualTo(Kind.REMOVED);
              });
      assertThat(trail.verify(hashOnly).findings()).hasSize(1);

      AuditHead anew = trail.link(8).head();
      for (int i = 8; i < EVENTS; i++) {
        AuditLink forged = trail.forged(anew, new Random(i));
        trail.insert(forged);
        anew = forged.head();
      }
      trail.head("sequence = " + EVENTS + ", hash = '" + anew.hash() + "'");
      assertThat(trail.verify(null).isWhole()).as("without a kept head").isTrue();
      assertThat(trail.verify(whole).findings())
          .singleElement()
          .extracting(found -> found.kind())
          .isEqualTo(Kind.CHANGED);
    }
  }

  @Test
  void verify_emptiedTrail_isNotWhole() throws Exception {
    try (Trail trail = Trail.of(LedgerServers.fresh(LedgerServers.Kind.H2, folder))) {
      trail.execute("DELETE FROM audit_event");
      assertThat(trail.verify(null).findings())
          .singleElement()
          .satisfies(found -> assertThat(found.what()).contains("up to 12"));
      trail.execute("DELETE FROM audit_head");
      assertThat(trail.verify(null).findings())
          .singleElement()
          .satisfies(found -> assertThat(found.what()).contains("note of the last event"));
      assertThatThrownBy(() -> trail.ledger().audit().append(event(1)))
          .hasMessageContaining("lost its head");
    }
  }

  @ParameterizedTest
  @EnumSource
  void verify_numbersFarAway_endsSoon(LedgerServers.Kind kind) throws Exception {
    try (Trail trail = Trail.of(LedgerServers.fresh(kind, folder))) {
      trail.move(3, Long.MAX_VALUE);
      trail.move(7, -5);
      assertThat(trail.verify(null).findings())
          .extracting(found -> found.sequence() + " " + found.kind())
          .containsExactly(
              "-5 INSERTED", "3 REORDERED", "7 REORDERED", Long.MAX_VALUE + " INSERTED");
    }
  }

  private static List<AuditLink> links(Ledger ledger) {
    List<AuditLink> links = new ArrayList<>();
    ledger.audit().read(links::add);
    return links;
  }

  private static AuditEvent event(int number) {
    return new AuditEvent.DocumentRead(
        "run-" + (char) ('a' + number % 26), new DocumentId(LedgerTest.key(number)), false);
  }

  private static Connection connect(LedgerAddress address) throws SQLException {
    String h2 =
        address.url().startsWith("jdbc:h2:") ? ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE" : "";
    return DriverManager.getConnection(address.url() + h2, address.user(), address.password());
  }

  /** A trail of twelve events in a ledger, and the means to damage and mend it. */
  private record Trail(Ledger ledger, Connection connection, List<AuditLink> links)
      implements AutoCloseable {
    static Trail of(LedgerAddress address) throws SQLException {
      Ledger ledger = Ledger.open(address, CLOCK);
      ledger.audit().append(IntStream.range(0, EVENTS).mapToObj(AuditTrailTest::event).toList());
      Connection connection = connect(address);
      if (!address.url().startsWith("jdbc:h2:")) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("ALTER TABLE audit_event DISABLE TRIGGER ALL");
          statement.execute("ALTER TABLE audit_head DISABLE TRIGGER ALL");
        }
      }
      return new Trail(ledger, connection, AuditTrailTest.links(ledger));
    }

    AuditLink link(int sequence) {
      return links.get(sequence - 1);
    }

    AuditLink forged(AuditHead before, Random random) {
      return AuditLink.after(
          before, CLOCK.instant(), new Actor("mallory", "elsewhere"), event(random.nextInt(1_000)));
    }

    static String sha256(String event) {
      try {
        return HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(event.getBytes(StandardCharsets.UTF_8)));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    void execute(String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    void write(long sequence, String event, String hash) throws SQLException {
      execute(
          "UPDATE audit_event SET event = '%s', hash = '%s' WHERE sequence = %d"
              .formatted(event, hash, sequence));
    }

    void remove(long sequence) throws SQLException {
      execute("DELETE FROM audit_event WHERE sequence = " + sequence);
    }

    void insert(AuditLink link) throws SQLException {
      execute(
          "INSERT INTO audit_event (sequence, event, hash) VALUES (%d, '%s', '%s')"
              .formatted(link.sequence(), link.event(), link.hash()));
    }

    void move(long from, long to) throws SQLException {
      execute("UPDATE audit_event SET sequence = %d WHERE sequence = %d".formatted(to, from));
    }

    /** Over a place where no number is in the way. */
    void shift(long from, long by) throws SQLException {
      execute("UPDATE audit_event SET sequence = -1000 - sequence WHERE sequence >= " + from);
      execute(
          "UPDATE audit_event SET sequence = -1000 - sequence + %d WHERE sequence < -1000"
              .formatted(by));
    }

    void head(String assignment) throws SQLException {
      execute("UPDATE audit_head SET " + assignment);
    }

    AuditVerdict verify(@Nullable KeptHead kept) {
      return ledger.audit().verify(kept);
    }

    void restore() throws SQLException {
      execute("DELETE FROM audit_event");
      for (AuditLink link : links) {
        insert(link);
      }
      head("sequence = %d, hash = '%s'".formatted(EVENTS, link(EVENTS).hash()));
    }

    @Override
    public void close() throws SQLException {
      connection.close();
      ledger.close();
    }
  }
}
