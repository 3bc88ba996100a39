package dev.cartulary.tika;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The private place for temporary files of one extractor's parser processes, gone with it.
 *
 * <p>Readable by this user only. Its owner holds a lock on it; a folder that nobody holds was left
 * by a process that was killed, and the next one to start removes it.
 */
final class ScratchFolder implements AutoCloseable {
  private static final String PREFIX = "cartulary-parsers-";
  private static final String LOCK = "lock";

  private final Path folder;
  private final FileChannel channel;

  private ScratchFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  static ScratchFolder create(Path parent) {
    removeAbandoned(parent);
    try {
      Path folder = Files.createTempDirectory(parent, PREFIX);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        throw new IOException("somebody else holds the lock of a folder made just now: " + folder);
      }
      return new ScratchFolder(folder, channel);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make temporary files in "
              + parent
              + "; make room there, or set -Djava.io.tmpdir to a folder this user may write to",
          e);
    }
  }

  /** A new empty folder in this one. */
  Path newFolder() {
    try {
      return Files.createTempDirectory(folder, "p");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make temporary files in " + folder, e);
    }
  }

  Path path() {
    return folder;
  }

  @Override
  public void close() {
    try (channel) {
      delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the temporary files in " + folder, e);
    }
  }

  /** Removes {@code root} and all in it; what has vanished meanwhile is as good as removed. */
  static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path visited, @org.jspecify.annotations.Nullable IOException e) throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void removeAbandoned(Path parent) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        removeIfAbandoned(folder);
      }
    } catch (IOException e) {
      // Left-overs of another user or of a broken disk are not this run's trouble.
    }
  }

  private static void removeIfAbandoned(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        delete(folder);
      }
    } catch (OverlappingFileLockException e) {
      // Another extractor of this very process holds it.
    } catch (java.nio.file.NoSuchFileException | java.nio.file.AccessDeniedException e) {
      // Being made or removed at this moment, or of another user.
    }
  }
}
