package dev.cartulary.access;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Makes files and folders that only their owner can open. Where the system has no such modes, as on
 * Windows, they have the rights of the folder above them.
 */
public final class OwnerOnly {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final boolean HAS_MODES =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private OwnerOnly() {}

  /** Makes a folder and those missing above it; one that is there keeps its mode. */
  public static Path folders(Path folder) throws IOException {
    return Files.createDirectories(folder, attributes(FOLDER));
  }

  /** Makes a folder that must not be there. */
  public static Path folder(Path folder) throws IOException {
    return Files.createDirectory(folder, attributes(FOLDER));
  }

  /** Opens a file; if it makes it, for its owner only. */
  public static FileChannel file(Path file, OpenOption... options) throws IOException {
    return FileChannel.open(file, Set.of(options), attributes(FILE));
  }

  /** Takes from everybody but the owner what others have made of a file or a folder. */
  public static void restrict(Path path) throws IOException {
    if (HAS_MODES) {
      Files.setPosixFilePermissions(
          path, Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? FOLDER : FILE);
    }
  }

  private static FileAttribute<?>[] attributes(Set<PosixFilePermission> mode) {
    return HAS_MODES
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
        : new FileAttribute<?>[0];
  }
}
