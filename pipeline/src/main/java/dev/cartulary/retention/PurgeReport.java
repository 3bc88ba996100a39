package dev.cartulary.retention;

import static java.util.Objects.requireNonNull;

import dev.cartulary.audit.AuditHead;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a purge has removed, or would.
 *
 * @param documents that were chosen, with all inside of them
 * @param folders output folders in which tables were written anew
 * @param absent output folders of runs that met the documents and that are not on this machine, or
 *     not any more
 * @param before rows about the documents by where they are: {@code ledger_} and the name of a table
 *     of the ledger, {@code tables_} and the name of a table of a run
 * @param left the same, looked up afterwards; of a dry run, {@code before}
 * @param head of the audit trail afterwards; null for a dry run
 */
public record PurgeReport(
    int documents,
    List<Path> folders,
    List<Path> absent,
    SortedMap<String, Long> before,
    SortedMap<String, Long> left,
    @Nullable AuditHead head) {
  public PurgeReport {
    requireNonNull(before, "before is null");
    requireNonNull(left, "left is null");
    folders = List.copyOf(folders);
    absent = List.copyOf(absent);
    before = new TreeMap<>(before);
    left = new TreeMap<>(left);
  }

  /** Rows that are still there. */
  public long rowsLeft() {
    return left.values().stream().mapToLong(Long::longValue).sum();
  }
}
