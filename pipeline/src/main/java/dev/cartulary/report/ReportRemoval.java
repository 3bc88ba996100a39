package dev.cartulary.report;

import dev.cartulary.access.OwnerOnly;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Documents that go from a report that is there. */
public final class ReportRemoval {
  private ReportRemoval() {}

  /** Whose documents go. */
  @FunctionalInterface
  public interface Leaving {
    /** Whether what has this id, this holder and this path goes. */
    boolean goes(@Nullable String id, @Nullable String parent, String path);
  }

  /** How many rows of a report are about what goes; 0 where there is no report. */
  public static long rows(Path report, Leaving leaving) throws IOException {
    long[] count = {0};
    for (Path file : RowFiles.in(report.resolve(ReportFolder.DATA))) {
      for (String line : Files.readAllLines(file)) {
        RowFiles.Owner owner = RowFiles.owner(line);
        if (owner != null && leaving.goes(owner.id(), owner.parent(), owner.path())) {
          count[0]++;
        }
      }
    }
    return count[0];
  }

  /** Copies a report, if there is one, without the rows and pages of what goes; sums stay. */
  public static void copy(Path from, Path to, Leaving leaving) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    OwnerOnly.folder(to);
    OwnerOnly.folder(to.resolve(ReportFolder.DATA));
    OwnerOnly.folder(to.resolve(ReportFolder.DOCUMENTS));
    OwnerOnly.folder(to.resolve(ReportFolder.PICTURES));
    Set<String> staying = new HashSet<>();
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    for (Path file : RowFiles.in(from.resolve(ReportFolder.DATA))) {
      try (Writer rows =
          RowFiles.writer(to.resolve(ReportFolder.DATA).resolve(file.getFileName()))) {
        for (String line : Files.readAllLines(file)) {
          RowFiles.Owner owner = RowFiles.owner(line);
          if (owner == null || !leaving.goes(owner.id(), owner.parent(), owner.path())) {
            rows.write(line + "\n");
            if (owner != null && !owner.page().isEmpty()) {
              Files.copy(from.resolve(owner.page()), to.resolve(owner.page()));
              staying.add(PictureFiles.digits(owner.page()));
            }
          }
        }
      }
    }
    copyPictures(from.resolve(ReportFolder.PICTURES), to.resolve(ReportFolder.PICTURES), staying);
  }

  /** Copies the pictures of documents that stay. */
  private static void copyPictures(Path from, Path to, Set<String> staying) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        if (staying.contains(PictureFiles.digits(String.valueOf(file.getFileName())))) {
          PictureFiles.take(file, to.resolve(file.getFileName()));
        }
      }
    }
  }
}
