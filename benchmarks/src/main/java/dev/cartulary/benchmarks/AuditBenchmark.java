package dev.cartulary.benchmarks;

import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditVerdict;
import dev.cartulary.document.DocumentId;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.ledger.LedgerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.IntStream;

/**
 * What an audit event costs, each in a transaction of its own, from four threads; and the check of
 * all of them. In a run an event shares the transaction that notes its document, which is cheaper.
 *
 * <p>Argument: a folder for the ledger, which must not exist yet.
 */
public final class AuditBenchmark {
  private static final int WARM = 2_000;
  private static final int EVENTS = 20_000;

  private AuditBenchmark() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("usage: AuditBenchmark NEW-FOLDER");
      System.exit(2);
    }
    Path folder = Files.createDirectory(Path.of(args[0])).toAbsolutePath();
    LedgerAddress address = new LedgerAddress("jdbc:h2:file:" + folder.resolve("ledger"), "", "");
    try (Ledger ledger = Ledger.open(address, Clock.systemUTC())) {
      append(ledger, WARM);
      long start = System.nanoTime();
      append(ledger, EVENTS);
      double appended = (System.nanoTime() - start) / 1e3;
      System.out.printf("event                %8.0f microseconds%n", appended / EVENTS);
      start = System.nanoTime();
      AuditVerdict verdict = ledger.audit().verify(null);
      double verified = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "check                %8.0f events a second%n", verdict.events() / verified);
      if (!verdict.isWhole()) {
        throw new IllegalStateException("the chain is not whole");
      }
    }
    System.out.printf(
        "ledger               %8d bytes an event%n",
        Files.size(folder.resolve("ledger.mv.db")) / (WARM + EVENTS));
  }

  private static void append(Ledger ledger, int events) {
    IntStream.range(0, 4)
        .parallel()
        .forEach(
            thread -> {
              for (int i = 0; i < events / 4; i++) {
                DocumentId document =
                    new DocumentId(String.format("%064x", (long) thread * events + i));
                ledger.audit().append(new AuditEvent.DocumentRead("R1", document, false));
              }
            });
  }
}
