package dev.cartulary.ledger;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that holds a ledger open, or writes to it until it is killed. */
final class LedgerHolder {
  private LedgerHolder() {}

  static Process start(LedgerAddress address, String mode) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            LedgerHolder.class.getName(),
            address.url(),
            mode));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** Skips what libraries print at their start. */
  static void awaitReady(Process process) throws IOException {
    for (String line = process.inputReader().readLine();
        !"ready".equals(line);
        line = process.inputReader().readLine()) {
      if (line == null) {
        throw new IOException("the process ended before it was ready");
      }
    }
  }

  public static void main(String[] args) throws InterruptedException {
    try (Ledger ledger = Ledger.open(new LedgerAddress(args[0], "", ""), Clock.systemUTC())) {
      System.out.println("ready");
      if (args[1].equals("hold")) {
        Thread.sleep(60_000);
      }
      for (int i = 1; i < 100_000; i++) {
        ledger
            .completions()
            .store(
                LedgerTest.DOCUMENT, LedgerTest.key(i), LedgerTest.completion("value " + i, 0.5));
        ledger.settle();
        System.out.println(i);
      }
    }
  }
}
