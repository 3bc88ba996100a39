package dev.cartulary.retention;

import dev.cartulary.audit.AuditEvent;
import dev.cartulary.audit.AuditHead;
import dev.cartulary.document.DocumentId;
import dev.cartulary.keys.Encryption;
import dev.cartulary.keys.KeyRing;
import dev.cartulary.ledger.DocumentSearch;
import dev.cartulary.ledger.Ledger;
import dev.cartulary.ledger.LedgerAddress;
import dev.cartulary.ledger.Removal;
import dev.cartulary.parquet.OutputFolder;
import dev.cartulary.parquet.Rewriting;
import dev.cartulary.parquet.TableCipher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Removes documents from a ledger and from the tables of its jobs.
 *
 * @param job named in the audit trail
 * @param output the job's output folder; those of other jobs that share the ledger and met the
 *     documents are found there
 * @param encryption how tables and ledger are encrypted; null where they are not
 * @param forgotten whether the documents may be read again
 */
public record Purge(
    String job,
    LedgerAddress ledger,
    Path output,
    @Nullable Encryption encryption,
    Choice choice,
    boolean forgotten,
    Clock clock) {
  /*
   * The tables go first, one folder after the other, each in one step; then the ledger, in one
   * transaction. The ledger is what documents are chosen by, so a purge that was cut off finds the
   * same documents when it is given again. Only after that is its file compacted, and all counted
   * once more. Folders are held until the ledger is done: no run of their jobs is under way.
   */

  /** Counts what would go, and changes nothing. */
  public PurgeReport dryRun() {
    try (Ledger open = open()) {
      SortedSet<DocumentId> documents = chosen(open.search());
      Folders folders = folders(open.search(), documents);
      SortedMap<String, Long> rows = rows(open.removal(), documents, folders.present());
      return new PurgeReport(
          documents.size(), folders.present(), folders.absent(), rows, rows, null);
    }
  }

  /**
   * Removes the documents, and looks whether anything is left.
   *
   * @throws dev.cartulary.parquet.OutputException if a run writes to one of the folders, or one
   *     cannot be written
   * @throws dev.cartulary.ledger.LedgerException if the ledger cannot be opened or written
   */
  public PurgeReport run() {
    SortedSet<DocumentId> documents;
    Folders folders;
    SortedMap<String, Long> before;
    SortedMap<String, Long> removed;
    Ledger open = open();
    try {
      documents = chosen(open.search());
      folders = folders(open.search(), documents);
      before = rows(open.removal(), documents, folders.present());
      open.audit().append(new AuditEvent.PurgeStarted(job, choice.toString(), documents.size()));
      removed = remove(open.removal(), documents, folders.present());
    } catch (RuntimeException e) {
      open.close();
      throw e;
    }
    open.closeCompacted();
    return checked(documents, folders, before, removed);
  }

  private PurgeReport checked(
      Set<DocumentId> documents,
      Folders folders,
      SortedMap<String, Long> before,
      SortedMap<String, Long> removed) {
    try (Ledger open = open()) {
      SortedMap<String, Long> left = rows(open.removal(), documents, folders.present());
      SortedMap<String, Long> counts = new TreeMap<>();
      before.forEach((where, count) -> counts.put("before_" + where, count));
      removed.forEach((where, count) -> counts.put("removed_" + where, count));
      left.forEach((where, count) -> counts.put("left_" + where, count));
      open.audit().append(new AuditEvent.PurgeFinished(job, counts));
      AuditHead head = open.audit().head();
      return new PurgeReport(
          documents.size(), folders.present(), folders.absent(), before, left, head);
    }
  }

  private Ledger open() {
    return Ledger.open(ledger, clock, encryption == null ? null : KeyRing.open(encryption.place()));
  }

  private @Nullable TableCipher cipher() {
    return TableCipher.of(encryption);
  }

  private SortedSet<DocumentId> chosen(DocumentSearch search) {
    if (choice.document() != null) {
      return search.withParts(List.of(choice.document()));
    }
    if (choice.before() != null) {
      return search.withParts(search.olderThan(choice.before()));
    }
    throw new IllegalStateException("a document or a time");
  }

  /** Output folders that are on this machine, and those that are not. */
  private record Folders(List<Path> present, List<Path> absent) {}

  private Folders folders(DocumentSearch search, Set<DocumentId> documents) {
    SortedSet<Path> folders = new TreeSet<>();
    folders.add(output);
    search.outputs(documents).forEach(path -> folders.add(Path.of(path)));
    return new Folders(
        folders.stream().filter(Files::isDirectory).toList(),
        folders.stream().filter(folder -> !Files.isDirectory(folder)).toList());
  }

  private SortedMap<String, Long> remove(
      Removal removal, SortedSet<DocumentId> documents, List<Path> folders) {
    SortedMap<String, Long> removed = new TreeMap<>();
    Deque<OutputFolder> held = new ArrayDeque<>();
    try {
      List<OutputFolder> finished = new ArrayList<>();
      for (Path folder : folders) {
        OutputFolder.again(folder)
            .ifPresent(
                again -> {
                  held.push(again);
                  finished.add(again);
                });
      }
      for (OutputFolder folder : finished) {
        SortedMap<String, Long> rows = Rewriting.rows(folder.latest(), cipher(), documents);
        if (rows.values().stream().anyMatch(count -> count > 0)) {
          Rewriting.of(folder, cipher(), documents);
          rows.forEach((table, count) -> removed.merge("tables_" + table, count, Long::sum));
        }
      }
      removal
          .remove(documents, !forgotten, choice.before())
          .forEach((table, count) -> removed.put("ledger_" + table, count));
      return removed;
    } finally {
      held.forEach(OutputFolder::close);
    }
  }

  private SortedMap<String, Long> rows(
      Removal removal, Set<DocumentId> documents, List<Path> folders) {
    SortedMap<String, Long> rows = new TreeMap<>();
    removal.rows(documents).forEach((table, count) -> rows.put("ledger_" + table, count));
    for (Path folder : folders) {
      Rewriting.rows(folder.resolve(OutputFolder.LATEST), cipher(), documents)
          .forEach((table, count) -> rows.merge("tables_" + table, count, Long::sum));
    }
    return rows;
  }
}
