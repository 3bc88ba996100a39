package dev.cartulary.tika;

import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.scratch.ScratchFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What came out of a file: its text or why there is none, and the documents inside of it, which lie
 * in a private folder until this is closed.
 */
public final class Extracted implements AutoCloseable {
  private final Outcome<ExtractedText> text;
  private final List<Outcome<SourceFile>> parts;
  private final Path folder;

  Extracted(Outcome<ExtractedText> text, List<Outcome<SourceFile>> parts, Path folder) {
    this.text = text;
    this.parts = List.copyOf(parts);
    this.folder = folder;
  }

  public Outcome<ExtractedText> text() {
    return text;
  }

  /**
   * In the order in which they were found. There may be some when there is no text: an archive that
   * ends too early still gives what comes before.
   */
  public List<Outcome<SourceFile>> parts() {
    return parts;
  }

  /** Removes the parts' bytes. */
  @Override
  public void close() {
    try {
      ScratchFolder.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the temporary files in " + folder, e);
    }
  }
}
