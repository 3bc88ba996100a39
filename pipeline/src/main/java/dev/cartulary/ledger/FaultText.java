package dev.cartulary.ledger;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.sql.SQLException;

/** What is wrong with a database, in words: the ledger, the cause and the remedy. */
final class FaultText {
  private FaultText() {}

  static LedgerException unopened(LedgerAddress address, Exception e) {
    String state = "";
    int code = 0;
    boolean denied = false;
    boolean full = diskFull(e);
    String why = firstLine(e);
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      denied |= cause instanceof AccessDeniedException;
      if (cause instanceof SQLException sql && state.isEmpty()) {
        state = sql.getSQLState() == null ? "" : sql.getSQLState();
        code = sql.getErrorCode();
      }
      why = cause instanceof SQLException ? firstLine(cause) : why;
    }
    String remedy;
    if (code == 90020) {
      return LedgerHold.heldBy(address, LedgerHold.of(address));
    }
    if (state.startsWith("28")) {
      why = "the database does not accept the user or the password";
      remedy = "check ledger.user and where the password comes from";
    } else if (state.startsWith("08")) {
      remedy = "check that the database runs and that host and port are right";
    } else if (state.equals("3D000")) {
      why = "the database does not exist";
      remedy = "create it, or correct the name in ledger.url";
    } else if (full) {
      why = "the disk is full";
      remedy = "free some space and run the job again";
    } else if (denied || code == 90028 || code == 90031) {
      remedy = "check that this user may write to the folder and that the disk has room";
    } else {
      remedy =
          "check ledger.url, that this user may write there, and that the file is a ledger of Cartulary";
    }
    return new LedgerException(
        "ledger " + address + " cannot be opened: " + why + "; " + remedy, e);
  }

  private static boolean diskFull(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException
          && String.valueOf(cause.getMessage()).contains("No space left on device")) {
        return true;
      }
    }
    return false;
  }

  static String firstLine(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.lines().findFirst().orElse(message).replaceAll("[.;]$", "");
  }

  static LedgerException failed(LedgerAddress address, String what, SQLException e) {
    // The first line only: drivers put the values of a failed statement, which are document text,
    // behind it.
    return new LedgerException(
        "ledger "
            + address
            + ": "
            + what
            + " failed "
            + (diskFull(e)
                ? "because the disk is full; free some space and run the job again"
                : "(SQL state " + e.getSQLState() + "); check the database and the disk it is on"));
  }
}
