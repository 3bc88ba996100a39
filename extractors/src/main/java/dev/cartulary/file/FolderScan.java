package dev.cartulary.file;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder and its subfolders, as a job names them.
 *
 * <p>Every file that matches is listed, hidden ones too unless an exclude pattern names them. Links
 * are followed, except those that lead back into a folder above them. What cannot be looked at (a
 * subfolder without permission, a dangling link) is listed all the same and fails when it is
 * hashed.
 */
public final class FolderScan {
  private final List<Glob> includes;
  private final List<Glob> excludes;

  /**
   * A scan for files that match one of {@code includes} and none of {@code excludes}.
   *
   * @param includes patterns over relative paths; empty means every file
   * @param excludes patterns of files to leave out, for example <code>**&#47;.*</code>
   * @throws IllegalArgumentException if a pattern cannot be read
   */
  public FolderScan(List<String> includes, List<String> excludes) {
    this.includes = includes.stream().map(Glob::new).toList();
    this.excludes = excludes.stream().map(Glob::new).toList();
  }

  /**
   * The matching files of {@code root}, sorted by path, code unit by code unit.
   *
   * @throws InputFolderException if the folder is missing, unreadable, or holds no matching file
   */
  public List<ListedFile> list(Path root) {
    Path folder = root.toAbsolutePath().normalize();
    requireFolder(folder);
    Listing listing = new Listing(folder);
    try {
      Files.walkFileTree(
          folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, listing);
    } catch (IOException e) {
      throw new InputFolderException(
          "input folder "
              + folder
              + " cannot be read: "
              + e.getClass().getSimpleName()
              + "; check that the disk is mounted and that this user may read it",
          e);
    }
    if (listing.files.isEmpty()) {
      throw new InputFolderException(
          "input folder "
              + folder
              + (listing.seen == 0
                  ? " is empty; put documents into it or name another folder"
                  : " holds "
                      + listing.seen
                      + " files, but none matches input.include and input.exclude; check the patterns"));
    }
    listing.files.sort(Comparator.comparing(ListedFile::path));
    return List.copyOf(listing.files);
  }

  private static void requireFolder(Path folder) {
    if (!Files.exists(folder)) {
      throw new InputFolderException(
          "input folder " + folder + " does not exist; create it or correct input.path");
    }
    if (!Files.isDirectory(folder)) {
      throw new InputFolderException(
          "input folder " + folder + " is a file; name the folder that holds it");
    }
    if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
      throw new InputFolderException(
          "input folder " + folder + " cannot be read; give this user read permission on it");
    }
  }

  private boolean wanted(String path) {
    return (includes.isEmpty() || includes.stream().anyMatch(glob -> glob.matches(path)))
        && excludes.stream().noneMatch(glob -> glob.matches(path));
  }

  private final class Listing extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<ListedFile> files = new ArrayList<>();
    private int seen;

    Listing(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      add(
          file,
          attributes.isRegularFile() ? attributes.size() : 0,
          attributes.lastModifiedTime().toInstant());
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (file.equals(root)) {
        throw e;
      }
      if (e instanceof FileSystemLoopException) {
        // The files behind the link are listed where the folder itself stands.
        return FileVisitResult.CONTINUE;
      }
      if (e instanceof AccessDeniedException && Files.isDirectory(file)) {
        // Nobody knows what is in there, so no pattern may hide that it was not read.
        files.add(listed(file, 0, null));
        return FileVisitResult.CONTINUE;
      }
      add(file, 0, null);
      return FileVisitResult.CONTINUE;
    }

    private void add(Path file, long size, @Nullable Instant modified) {
      seen++;
      ListedFile listed = listed(file, size, modified);
      if (wanted(listed.path())) {
        files.add(listed);
      }
    }

    private ListedFile listed(Path file, long size, @Nullable Instant modified) {
      String path = root.relativize(file).toString().replace(File.separatorChar, '/');
      return new ListedFile(path, file.toString(), size, modified);
    }
  }
}
