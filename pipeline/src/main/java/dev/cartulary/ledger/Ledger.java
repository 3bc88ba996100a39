package dev.cartulary.ledger;

import dev.cartulary.accounting.PriceBook;
import dev.cartulary.audit.Actor;
import dev.cartulary.escalation.Trust;
import dev.cartulary.keys.KeyRing;
import dev.cartulary.reading.CompletionStore;
import dev.cartulary.reading.DocumentStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An open ledger. Safe for use by several threads; a file-based one belongs to one process. */
public final class Ledger implements AutoCloseable {
  private final Database database;
  private final Clock clock;
  private final AuditTrail audit;
  private final Payloads payloads;

  private Ledger(LedgerAddress address, Clock clock, Payloads payloads) {
    AuditChain chain = new AuditChain(clock, Actor.ofThisProcess());
    this.database = Database.open(address, chain);
    this.clock = clock;
    this.audit = new AuditTrail(database, chain);
    this.payloads = payloads;
  }

  /**
   * Opens a ledger without keys, for its books, creating it or bringing its schema up to date
   * first.
   *
   * @throws LedgerException if it is locked, unreachable, not ours, or newer than this program
   */
  public static Ledger open(LedgerAddress address, Clock clock) {
    return new Ledger(address, clock, new Payloads(null));
  }

  /**
   * Opens a ledger that a run writes to.
   *
   * @param keys encrypt what documents say and how their files are called; null to keep it as it is
   * @throws LedgerException as {@link #open(LedgerAddress, Clock)}, and if the last run in the
   *     ledger was encrypted and there are no keys
   */
  public static Ledger open(LedgerAddress address, Clock clock, @Nullable KeyRing keys) {
    Ledger ledger = new Ledger(address, clock, new Payloads(keys));
    try {
      if (keys == null && ledger.runs().isSealed()) {
        throw new LedgerException(
            "ledger "
                + address
                + " holds encrypted work, and the job names no keys; name under encryption what the"
                + " last run had there, or name another ledger");
      }
      return ledger;
    } catch (RuntimeException e) {
      ledger.close();
      throw e;
    }
  }

  public CompletionStore completions() {
    return new CompletionTable(database, payloads, clock);
  }

  /**
   * The documents of one kind of work, as they stand after what persons decided.
   *
   * @param work fingerprint of everything but the document that can change a record: type, model,
   *     prompt, settings; 64 hexadecimal digits
   */
  public DocumentStore documents(String work) {
    return documents(work, null);
  }

  /**
   * Likewise, with the answers of models elsewhere.
   *
   * @param trust whose answers count; null for nobody's
   */
  public DocumentStore documents(String work, @Nullable Trust trust) {
    return new DocumentTable(database, payloads, work, clock, false, trust);
  }

  /** Likewise, as the model found them. */
  public DocumentStore documentsAsFound(String work) {
    return new DocumentTable(database, payloads, work, clock, true, null);
  }

  /** Returns when all that was stored is durable. */
  public void settle() {
    database.behind().flush();
  }

  /** The number of the schema that the ledger has. */
  public String schema() {
    return database.schema();
  }

  public RunTable runs() {
    return new RunTable(database, payloads, clock, audit);
  }

  /**
   * Looks, without opening it, whether a run has a file-based ledger.
   *
   * @throws LedgerException if so; says which
   */
  public static void requireFree(LedgerAddress address) {
    LedgerHold.of(address)
        .ifPresent(
            holder -> {
              throw LedgerHold.heldBy(address, Optional.of(holder));
            });
  }

  /**
   * Takes a job for a run.
   *
   * @throws LedgerException if another run has it; says which
   */
  public LedgerHold hold(String job) {
    return LedgerHold.take(database, clock, job);
  }

  /** Since when a database server has not answered; null while it does. */
  public @Nullable Instant awaySince() {
    return database.awaySince();
  }

  /** What persons decided. */
  public ReviewTable reviews() {
    return reviews(null);
  }

  /**
   * Likewise, about records with the answers of models elsewhere.
   *
   * @param trust whose answers count; null for nobody's
   */
  public ReviewTable reviews(@Nullable Trust trust) {
    return new ReviewTable(database, payloads, audit, trust);
  }

  /** The questions for models elsewhere. */
  public EscalationTable escalations() {
    return new EscalationTable(database, payloads, audit, clock);
  }

  /** What runs could not read. */
  public FailureTable failures() {
    return new FailureTable(database, payloads);
  }

  /** All prices, with their history. */
  public PriceBook prices() {
    return new PriceTable(database).read();
  }

  /** Adds prices, all or none. */
  public void addPrices(PriceBook.Change change) {
    new PriceTable(database).add(change);
  }

  /** What was done with this ledger, and by whom. */
  public AuditTrail audit() {
    return audit;
  }

  public CostQueries costs() {
    return new CostQueries(database);
  }

  /** The way to documents that are to be removed. */
  public DocumentSearch search() {
    return new DocumentSearch(database);
  }

  /** The way to remove documents. */
  public Removal removal() {
    return new Removal(database, payloads, clock, audit);
  }

  /** Closes the ledger so that its file holds no more what was removed. */
  public void closeCompacted() {
    database.closeCompacted();
  }

  @Override
  public void close() {
    database.close();
  }
}
