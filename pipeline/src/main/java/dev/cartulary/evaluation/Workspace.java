package dev.cartulary.evaluation;

import dev.cartulary.gold.GoldDocument;
import dev.cartulary.scratch.ScratchFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A private folder with the documents of an evaluation, as a job's input, and a place for the job's
 * output. It is deleted when this is closed or the process is interrupted, and by the next process
 * if this one is killed.
 */
public final class Workspace implements AutoCloseable {
  private final ScratchFolder folder;
  private final Map<String, Path> files;
  private final Thread sweeper;

  private Workspace(ScratchFolder folder, Map<String, Path> files) {
    this.folder = folder;
    this.files = files;
    this.sweeper = new Thread(folder::close, "evaluation-sweeper");
    Runtime.getRuntime().addShutdownHook(sweeper);
  }

  /**
   * Copies files, and writes documents out of collections.
   *
   * @throws UncheckedIOException if the temporary folder cannot be written
   */
  public static Workspace of(List<GoldDocument> documents) {
    try {
      ScratchFolder folder =
          ScratchFolder.create(Path.of(System.getProperty("java.io.tmpdir")).toRealPath());
      Workspace workspace = new Workspace(folder, new HashMap<>());
      try {
        Files.createDirectory(workspace.input());
        for (GoldDocument document : documents) {
          workspace.put(document);
        }
      } catch (IOException | RuntimeException e) {
        workspace.close();
        throw e;
      }
      return workspace;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void put(GoldDocument document) throws IOException {
    String path =
        document.source() instanceof GoldDocument.Stored stored ? stored.path() : document.path();
    Path file = input().resolve(path).normalize();
    if (!file.startsWith(input())) {
      throw new IllegalArgumentException("a document's path leads out of its folder: " + path);
    }
    if (files.put(path, file) != null) {
      return;
    }
    Files.createDirectories(file.getParent());
    if (document.source() instanceof GoldDocument.Stored stored) {
      Files.copy(stored.file(), file);
    } else if (document.source() instanceof GoldDocument.Inline inline) {
      Files.writeString(file, inline.text(), StandardCharsets.UTF_8);
    } else {
      throw new IllegalStateException("a source is neither");
    }
  }

  /** The documents. */
  public Path input() {
    return folder.path().resolve("in");
  }

  /** Not made yet. */
  public Path output() {
    return folder.path().resolve("out");
  }

  /** Every file by its path in {@link #input()}. */
  public Map<String, Path> files() {
    return Map.copyOf(files);
  }

  @Override
  public void close() {
    folder.close();
    try {
      Runtime.getRuntime().removeShutdownHook(sweeper);
    } catch (IllegalStateException e) {
      // The process is ending, and the sweeper runs.
    }
  }
}
