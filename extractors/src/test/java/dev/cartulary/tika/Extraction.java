package dev.cartulary.tika;

import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.SourceFile;
import dev.cartulary.file.FileHasher;
import dev.cartulary.file.ListedFile;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What tests ask of an extractor: the one outcome or the other, and nothing else. */
final class Extraction {
  private Extraction() {}

  static ExtractedText text(ForkedExtractor extractor, Path file) throws Exception {
    return text(extracted(extractor, file));
  }

  static Failure failure(ForkedExtractor extractor, Path file) throws Exception {
    return failure(extracted(extractor, file));
  }

  /** The outcome alone; for files without others inside of them, whose bytes are given up here. */
  private static Outcome<ExtractedText> extracted(ForkedExtractor extractor, Path file)
      throws Exception {
    try (Extracted extracted = extractor.extract(source(file))) {
      return extracted.text();
    }
  }

  static ExtractedText text(Outcome<ExtractedText> outcome) {
    return outcome.fold(
        text -> text,
        failure -> {
          throw new AssertionError("a failure instead of text: " + failure);
        });
  }

  static Failure failure(Outcome<ExtractedText> outcome) {
    return outcome.fold(
        text -> {
          throw new AssertionError("text instead of a failure: " + text);
        },
        failure -> failure);
  }

  static SourceFile source(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    return FileHasher.hash(new ListedFile(name, file.toString(), Files.size(file)))
        .fold(
            source -> source,
            failure -> {
              throw new AssertionError("not hashed: " + failure);
            });
  }
}
