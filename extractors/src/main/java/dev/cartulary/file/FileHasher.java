package dev.cartulary.file;

import dev.cartulary.digest.Sha256;
import dev.cartulary.document.DocumentId;
import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.outcome.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Gives a listed file its identity by reading it once, in pieces. */
public final class FileHasher {
  private static final int BUFFER_BYTES = 1 << 16;

  /** How often a disk or a network folder that fails is asked. */
  private static final int MOST_ATTEMPTS = 3;

  private static final long PAUSE_MILLIS = 300;

  private FileHasher() {}

  /** The file with its hash, or {@code UNREADABLE} or {@code EMPTY}. */
  public static Outcome<SourceFile> hash(ListedFile file) {
    Path location;
    try {
      location = Path.of(file.location());
    } catch (InvalidPathException e) {
      return unreadable(file, "its name has characters that this locale cannot write");
    }
    if (Files.exists(location) && !Files.isRegularFile(location)) {
      // A pipe or a device would block for ever once opened.
      return unreadable(
          file,
          Files.isDirectory(location) ? "the folder may not be entered" : "it is not a plain file");
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return hash(file, location);
      } catch (IOException e) {
        if (attempt == MOST_ATTEMPTS || !paused(attempt * PAUSE_MILLIS)) {
          String cause = "reading failed (" + e.getClass().getSimpleName() + ")";
          return Outcome.failed(failure(null, file, unread(cause)).after(attempt));
        }
      }
    }
  }

  /** Whether nobody interrupted it. */
  private static boolean paused(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Outcome<SourceFile> hash(ListedFile file, Path location) throws IOException {
    try {
      Hashed hashed = read(location);
      if (hashed.sizeBytes() == 0) {
        return Outcome.failed(
            failure(hashed.id(), file, new Cause(FailureReason.EMPTY, "the file has no bytes")));
      }
      return Outcome.ok(
          new SourceFile(hashed.id(), file.path(), file.location(), hashed.sizeBytes()));
    } catch (NoSuchFileException e) {
      boolean nameLost =
          file.location().indexOf('\uFFFD') >= 0 || file.location().indexOf('?') >= 0;
      return unreadable(
          file,
          nameLost
              ? "its name has bytes that this locale cannot read; rename it or start with LC_ALL=C.UTF-8"
              : "it is gone, or a link that leads nowhere");
    } catch (AccessDeniedException e) {
      return unreadable(file, "this user may not read it");
    }
  }

  /** The identity of the bytes that {@code location} has now. */
  public static DocumentId identify(Path location) throws IOException {
    return read(location).id();
  }

  private record Hashed(DocumentId id, long sizeBytes) {}

  private static Hashed read(Path location) throws IOException {
    MessageDigest digest = Sha256.begin();
    byte[] buffer = new byte[BUFFER_BYTES];
    long sizeBytes = 0;
    try (InputStream in = Files.newInputStream(location)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        sizeBytes += n;
      }
    }
    return new Hashed(new DocumentId(Sha256.end(digest).hex()), sizeBytes);
  }

  private static Outcome<SourceFile> unreadable(ListedFile file, String cause) {
    return Outcome.failed(failure(null, file, unread(cause)));
  }

  private static Cause unread(String cause) {
    return new Cause(FailureReason.UNREADABLE, "the file could not be read: " + cause);
  }

  private record Cause(FailureReason reason, String message) {}

  private static Failure failure(@Nullable DocumentId id, ListedFile file, Cause cause) {
    return new Failure(id, file.path(), Stage.SCAN, cause.reason(), cause.message());
  }
}
