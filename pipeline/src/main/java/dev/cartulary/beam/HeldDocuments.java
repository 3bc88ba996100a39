package dev.cartulary.beam;

import dev.cartulary.document.SourceFile;
import dev.cartulary.reading.Delivery;
import dev.cartulary.tika.Extracted;
import dev.cartulary.tika.ForkedExtractor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a delivery and the documents inside of them, whose bytes come out of their holders
 * again. What was taken out lies in a private folder until something with another holder is asked
 * for: who asks in the order of paths has each holder opened once. For one thread.
 */
final class HeldDocuments implements AutoCloseable {
  private final Path folder;
  private final Supplier<ForkedExtractor> extractor;
  private final Map<String, Delivery.Delivered> delivered = new HashMap<>();
  private final Deque<Open> open = new ArrayDeque<>();

  /** A holder that was opened. */
  private record Open(String path, Extracted content) {}

  /**
   * Documents to be looked for.
   *
   * @param folder that the paths are relative to
   */
  HeldDocuments(
      Path folder, Supplier<ForkedExtractor> extractor, List<Delivery.Delivered> documents) {
    this.folder = folder;
    this.extractor = extractor;
    documents.forEach(document -> delivered.put(document.path(), document));
  }

  /**
   * Where the document with the path lies now. Whether its bytes are still the same is not looked
   * at.
   *
   * @return null if it is not where it was
   */
  @Nullable SourceFile find(String path) throws IOException, InterruptedException {
    Delivery.Delivered document = delivered.get(path);
    if (document == null) {
      return null;
    }
    if (document.parent() == null) {
      Path file = folder.resolve(path);
      return Files.isRegularFile(file)
          ? new SourceFile(document.id(), path, file.toString(), Files.size(file))
          : null;
    }
    String holder = holder(document);
    Extracted content = holder == null ? null : opened(holder);
    if (content == null) {
      return null;
    }
    return content.parts().stream()
        .flatMap(part -> part.fold(Stream::of, failure -> Stream.<SourceFile>empty()))
        .filter(part -> part.id().equals(document.id()))
        .findFirst()
        .orElse(null);
  }

  /** The path of the file that holds a part. Names of parts may have slashes, too. */
  private @Nullable String holder(Delivery.Delivered part) {
    String path = part.path();
    for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      Delivery.Delivered above = delivered.get(path.substring(0, end));
      if (above != null && above.id().equals(part.parent())) {
        return above.path();
      }
    }
    return null;
  }

  private @Nullable Extracted opened(String path) throws IOException, InterruptedException {
    while (!open.isEmpty() && !(path + "/").startsWith(open.getFirst().path() + "/")) {
      open.removeFirst().content().close();
    }
    if (!open.isEmpty() && open.getFirst().path().equals(path)) {
      return open.getFirst().content();
    }
    SourceFile file = find(path);
    if (file == null) {
      return null;
    }
    Extracted content = extractor.get().extract(file);
    open.addFirst(new Open(path, content));
    return content;
  }

  /** Removes what was taken out. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      open.removeFirst().content().close();
    }
  }
}
