package dev.cartulary.parquet;

import dev.cartulary.access.Holder;
import dev.cartulary.access.OwnerOnly;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A job's output folder, held by one run.
 *
 * <p>The run writes to {@link #partial()}. {@link #commit()} makes all of it visible at once under
 * {@code latest}; {@link #close()} without a commit leaves the folder as it was. A run that is
 * killed leaves a hidden folder, which the next one clears away.
 */
public final class OutputFolder implements Closeable {
  /*
   * The folder holds
   *
   *   .lock                 held by the run that writes; it stays, empty, between runs
   *   .holder               which process that is; apart from the lock, which a process loses when
   *                         it closes any channel to the locked file
   *   .status               how far the run is, or how the last one ended; replaced as a whole
   *   .run-ID.partial/      what the run in progress has written
   *   run-ID/ or run-ID.N/  a finished run, tables and pages; N tells it from an earlier one with the same ID
   *   latest -> run-ID      the only name that readers need
   *
   * and nothing else. A commit is: flush the files, rename the partial folder, make the new link
   * under a hidden name, rename it over the old one, remove older runs. rename(2) replaces its target in
   * one step, so a reader sees the old run or the new one; death between two steps leaves a folder
   * that nobody links to, and the next run removes it.
   *
   * Only what can be nothing but ours is ever deleted: folders with our names that hold files with
   * our names. Anything else in the output folder is refused before a run starts.
   */
  private static final String LOCK = ".lock";

  /** How far the run is, or how the last one ended. */
  public static final String STATUS = ".status";

  /** What will take the place of {@link #STATUS}. */
  public static final String NEW_STATUS = ".status.new";

  /** What a run did, beside its tables. */
  public static final String REPORT = "run.json";

  private static final String HOLDER = ".holder";

  /** The link to the newest finished run. */
  public static final String LATEST = "latest";

  /** The page beside the tables that says what the run saved. */
  public static final String PAGE = "savings.html";

  /** The folder of pages about the run and its documents. */
  public static final String PAGES = "report";

  /** What lies in that folder, by its path there. */
  private static final Pattern PAGES_FILE =
      Pattern.compile(
          "(index|savings)\\.html|[a-z]+\\.(css|js)|data/documents-\\d+\\.js|documents/[0-9a-f]{16}(-\\d+)?\\.html"
              + "|pictures/[0-9a-f]{16}(-\\d+\\.png|\\.txt)");

  private static final String NEW_LATEST = ".latest.new";
  private static final Pattern PARTIAL = Pattern.compile("\\.run-[A-Za-z0-9-]+\\.partial");
  private static final Pattern FINISHED = Pattern.compile("run-[A-Za-z0-9-]+(\\.\\d+)?");

  private final Path folder;
  private final String run;
  private final FileChannel lockFile;
  private boolean committed;

  private OutputFolder(Path folder, String run, FileChannel lockFile) {
    this.folder = folder;
    this.run = run;
    this.lockFile = lockFile;
  }

  /**
   * Takes the folder for a run and makes it if it is missing.
   *
   * @param run the run's id, letters, digits and hyphens
   * @throws OutputException when the folder holds something foreign, another run writes to it, or
   *     the system refuses
   */
  public static OutputFolder prepare(Path folder, String run) {
    if (!run.matches("[A-Za-z0-9-]+")) {
      throw new IllegalArgumentException("a run id is letters, digits and hyphens: " + run);
    }
    try {
      OwnerOnly.folders(folder);
      check(folder);
      OutputFolder output = new OutputFolder(folder, run, lock(folder));
      try {
        output.sweep(output.current());
        OwnerOnly.folder(output.partial());
      } catch (IOException | RuntimeException e) {
        output.lockFile.close();
        throw e;
      }
      return output;
    } catch (FileAlreadyExistsException e) {
      throw new OutputException(
          e.getFile() + " is a file, not a folder; set another output.path in the job file");
    } catch (IOException e) {
      throw OutputException.of(folder, e);
    }
  }

  /**
   * Takes the folder to write its finished run anew, under the same id; empty when it holds none.
   *
   * @throws OutputException as {@link #prepare}
   */
  public static Optional<OutputFolder> again(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    check(folder);
    try {
      FileChannel lock = lock(folder);
      try {
        OutputFolder output = new OutputFolder(folder, "", lock);
        String current = output.current();
        output.sweep(current);
        if (current.isEmpty()) {
          lock.close();
          return Optional.empty();
        }
        String run = current.replaceAll("^run-|\\.\\d+$", "");
        OutputFolder again = new OutputFolder(folder, run, lock);
        OwnerOnly.folder(again.partial());
        return Optional.of(again);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw OutputException.of(folder, e);
    }
  }

  /**
   * Checks, and changes nothing, that a run can take the folder as far as its contents go.
   *
   * @throws OutputException as {@link #prepare}
   */
  public static void check(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Path parent = folder.toAbsolutePath().getParent();
      while (parent != null && !Files.exists(parent)) {
        parent = parent.getParent();
      }
      if (parent != null && (!Files.isDirectory(parent) || !Files.isWritable(parent))) {
        throw new OutputException(
            "cannot make "
                + folder
                + ": "
                + parent
                + " is not a folder that this user may write"
                + " to; change its mode or set another output.path in the job file");
      }
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new OutputException(
          folder + " is a file, not a folder; set another output.path in the job file");
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (!isOurs(entry)) {
          throw new OutputException(
              folder
                  + " holds "
                  + entry.getFileName()
                  + ", which is not the output of a run; move"
                  + " it away or set another output.path in the job file");
        }
      }
    } catch (IOException e) {
      throw OutputException.of(folder, e);
    }
    if (!Files.isWritable(folder)) {
      throw new OutputException(
          "no permission to write "
              + folder
              + "; change its owner or mode, or set another"
              + " output.path in the job file");
    }
  }

  /** Where the run's files go; hidden from readers. */
  public Path partial() {
    return folder.resolve(".run-" + run + ".partial");
  }

  /** Where readers find the newest finished run. */
  public Path latest() {
    return folder.resolve(LATEST);
  }

  /**
   * Makes the run visible in the place of the one before, which is deleted.
   *
   * @throws OutputException when the system refuses; the run before is then still visible
   */
  public void commit() {
    try {
      for (Path entry : files(partial())) {
        if (Files.isDirectory(entry) && !entry.endsWith(PAGES)) {
          // Scratch space of whoever wrote the files.
          delete(entry);
        } else if (!isRunFile(entry)) {
          throw new IllegalStateException("no run has a file named " + entry.getFileName());
        }
      }
      force(partial());
      Path finished = folder.resolve(freeName());
      Files.move(partial(), finished, StandardCopyOption.ATOMIC_MOVE);
      Path link = folder.resolve(NEW_LATEST);
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, finished.getFileName());
      Files.move(link, latest(), StandardCopyOption.ATOMIC_MOVE);
      committed = true;
      forceFolder(folder);
      sweep(finished.getFileName().toString());
    } catch (UnsupportedOperationException e) {
      throw new OutputException(
          "the file system of " + folder + " has no symbolic links; set another output.path");
    } catch (IOException e) {
      throw OutputException.of(folder, e);
    }
  }

  /** Removes what was not committed and lets the next run in. */
  @Override
  public void close() {
    try (lockFile) {
      Files.deleteIfExists(folder.resolve(HOLDER));
      if (!committed) {
        sweep(current());
      }
    } catch (IOException e) {
      throw OutputException.of(folder, e);
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        OwnerOnly.file(folder.resolve(LOCK), StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Another run of this very process holds it: the same answer as for another process.
    }
    Path holder = folder.resolve(HOLDER);
    if (lock == null) {
      channel.close();
      throw OutputException.held(
          folder, Files.exists(holder) ? Holder.parse(Files.readString(holder)) : Optional.empty());
    }
    try (FileChannel note =
        OwnerOnly.file(
            holder,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      String text = Holder.ofThisProcess(Instant.now()).text();
      note.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return channel;
  }

  private static boolean isOurs(Path entry) throws IOException {
    String name = entry.getFileName().toString();
    if (Files.isSymbolicLink(entry)) {
      return (name.equals(LATEST) || name.equals(NEW_LATEST))
          && FINISHED.matcher(Files.readSymbolicLink(entry).toString()).matches();
    }
    if (PARTIAL.matcher(name).matches()) {
      return Files.isDirectory(entry);
    }
    if (FINISHED.matcher(name).matches() && Files.isDirectory(entry)) {
      return files(entry).stream().allMatch(OutputFolder::isRunFile);
    }
    if (List.of(STATUS, NEW_STATUS, HOLDER).contains(name)) {
      return Files.isRegularFile(entry);
    }
    return name.equals(LOCK) && Files.isRegularFile(entry) && Files.size(entry) == 0;
  }

  private static boolean isRunFile(Path file) {
    String name = String.valueOf(file.getFileName());
    if (name.equals(PAGES) && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> pages = Files.walk(file)) {
        return pages
            .filter(page -> !Files.isDirectory(page, LinkOption.NOFOLLOW_LINKS))
            .map(page -> file.relativize(page).toString().replace('\\', '/'))
            .allMatch(page -> PAGES_FILE.matcher(page).matches());
      } catch (IOException | UncheckedIOException e) {
        return false;
      }
    }
    return List.of(PAGE, REPORT).contains(name)
        || Table.ALL.stream().anyMatch(table -> table.owns(name));
  }

  /** The name of the finished run that {@code latest} shows; empty when there is none. */
  private String current() throws IOException {
    return Files.isSymbolicLink(latest()) ? Files.readSymbolicLink(latest()).toString() : "";
  }

  private String freeName() {
    String name = "run-" + run;
    for (int n = 2; Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS); n++) {
      name = "run-" + run + "." + n;
    }
    return name;
  }

  /** Deletes partial folders and all finished runs but {@code keep}. */
  private void sweep(String keep) throws IOException {
    Files.deleteIfExists(folder.resolve(NEW_LATEST));
    for (Path entry : files(folder)) {
      String name = entry.getFileName().toString();
      boolean finished = FINISHED.matcher(name).matches() && !name.equals(keep);
      if ((finished || PARTIAL.matcher(name).matches()) && isOurs(entry)) {
        delete(entry);
      }
    }
  }

  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      for (Path entry : files(path)) {
        delete(entry);
      }
    }
    Files.delete(path);
  }

  private static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(files::add);
    }
    return files;
  }

  /**
   * Brings the folder's files, and then their names, to the disk; but not the pages, which are many
   * small files and can be written again.
   */
  private static void force(Path folder) throws IOException {
    for (Path file : files(folder)) {
      if (Files.isDirectory(file)) {
        continue;
      }
      OwnerOnly.restrict(file);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
    forceFolder(folder);
  }

  private static void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
