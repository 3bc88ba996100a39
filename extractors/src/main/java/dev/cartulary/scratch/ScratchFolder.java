package dev.cartulary.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The private place for somebody's temporary files, gone with it.
 *
 * <p>Readable by this user only. Its owner holds a lock on it; a folder that nobody holds was left
 * by a process that was killed, and the next one to start removes it.
 */
public final class ScratchFolder implements AutoCloseable {
  private static final String PREFIX = "cartulary-scratch-";
  private static final String STARTING = "cartulary-starting-";
  private static final String LOCK = "lock";
  private static final Duration START_TIME = Duration.ofMinutes(1);

  /**
   * What libraries unpack for themselves and cannot take away when they are killed: code, no text.
   * They have loaded it long before it is that old.
   */
  private static final String UNPACKED = "{pt-model*,snappy-*-libsnappyjava.so,libzstd-jni*.so}";

  private static final Duration UNPACKED_TIME = Duration.ofMinutes(10);

  /*
   * The folders of this process. Their locks must not be tried: POSIX drops a process's lock on a
   * file when the process closes any channel to that file, also one that was opened to look.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private ScratchFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /** A new folder in {@code parent}, after those there were removed that nobody holds any more. */
  public static ScratchFolder create(Path parent) {
    removeAbandoned(parent);
    try {
      // Others see the folder under the name that they sweep only when it is locked.
      Path starting = Files.createTempDirectory(parent, STARTING);
      FileChannel channel =
          FileChannel.open(
              starting.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        throw new IOException(
            "somebody else holds the lock of a folder made just now: " + starting);
      }
      String name = String.valueOf(starting.getFileName()).substring(STARTING.length());
      Path folder = parent.resolve(PREFIX + name);
      OURS.add(folder);
      Files.move(starting, folder, StandardCopyOption.ATOMIC_MOVE);
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
  public Path newFolder() {
    try {
      return Files.createTempDirectory(folder, "p");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make temporary files in " + folder, e);
    }
  }

  public Path path() {
    return folder;
  }

  @Override
  public void close() {
    try (channel) {
      delete(folder);
      OURS.remove(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the temporary files in " + folder, e);
    }
  }

  /** Removes {@code root} and all in it; what has vanished meanwhile is as good as removed. */
  public static void delete(Path root) throws IOException {
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
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void removeAbandoned(Path parent) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        if (!OURS.contains(folder)) {
          removeIfAbandoned(folder);
        }
      }
    } catch (IOException e) {
      // Left-overs of another user or of a broken disk are not this run's trouble.
    }
    removeOld(parent, STARTING + "*", START_TIME);
    removeOld(parent, UNPACKED, UNPACKED_TIME);
  }

  private static void removeOld(Path parent, String names, Duration age) {
    FileTime before = FileTime.from(Instant.now().minus(age));
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, names)) {
      for (Path entry : entries) {
        if (Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS).compareTo(before) < 0) {
          delete(entry);
        }
      }
    } catch (IOException e) {
      // As above.
    }
  }

  private static void removeIfAbandoned(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        delete(folder);
      }
    } catch (NoSuchFileException | AccessDeniedException e) {
      // Being removed at this moment, or of another user.
    }
  }
}
