package dev.cartulary.ledger;

import dev.cartulary.accounting.PriceBook;
import dev.cartulary.audit.Actor;
import dev.cartulary.reading.CompletionStore;
import dev.cartulary.reading.DocumentStore;
import java.time.Clock;

/** An open ledger. Safe for use by several threads; a file-based one belongs to one process. */
public final class Ledger implements AutoCloseable {
  private final Database database;
  private final Clock clock;
  private final AuditTrail audit;

  private Ledger(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.audit = new AuditTrail(database, clock, Actor.ofThisProcess());
  }

  /**
   * Opens a ledger, creating it or bringing its schema up to date first.
   *
   * @throws LedgerException if it is locked, unreachable, not ours, or newer than this program
   */
  public static Ledger open(LedgerAddress address, Clock clock) {
    return new Ledger(Database.open(address), clock);
  }

  public CompletionStore completions() {
    return new CompletionTable(database, clock);
  }

  /**
   * The documents of one kind of work.
   *
   * @param work fingerprint of everything but the document that can change a record: type, model,
   *     prompt, settings; 64 hexadecimal digits
   */
  public DocumentStore documents(String work) {
    return new DocumentTable(database, work, clock);
  }

  public RunTable runs() {
    return new RunTable(database, clock, audit);
  }

  /** All prices, with their history. */
  public PriceBook prices() {
    return new PriceTable(database).read();
  }

  /** What was done with this ledger, and by whom. */
  public AuditTrail audit() {
    return audit;
  }

  public CostQueries costs() {
    return new CostQueries(database);
  }

  /** The way to remove documents. */
  public Removal removal() {
    return new Removal(database, clock, audit);
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
