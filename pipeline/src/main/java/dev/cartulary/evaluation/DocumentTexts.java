package dev.cartulary.evaluation;

import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.SourceFile;
import dev.cartulary.file.FileHasher;
import dev.cartulary.file.ListedFile;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.parallel.SideBySide;
import dev.cartulary.tika.Extracted;
import dev.cartulary.tika.ForkedExtractor;
import dev.cartulary.tika.ParserLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/** The texts of documents, in memory, for what is measured against them. */
public final class DocumentTexts {
  private DocumentTexts() {}

  /**
   * Extracts each file's text, and that of the documents inside of it. What has no text is missing.
   *
   * @param files by path
   * @return texts by path
   */
  public static Map<String, String> read(Map<String, Path> files, ParserLimits limits)
      throws InterruptedException {
    Map<String, String> texts = new ConcurrentHashMap<>();
    try (ForkedExtractor extractor = new ForkedExtractor(limits)) {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      files.forEach(
          (path, file) ->
              tasks.add(
                  () -> {
                    read(
                        extractor,
                        FileHasher.hash(new ListedFile(path, file.toString(), 0)),
                        texts);
                    return true;
                  }));
      SideBySide.all(limits.processes(), tasks);
    }
    return Map.copyOf(texts);
  }

  private static void read(
      ForkedExtractor extractor, Outcome<SourceFile> file, Map<String, String> texts)
      throws InterruptedException {
    if (file instanceof Outcome.Ok<SourceFile> source) {
      try (Extracted extracted = extractor.extract(source.value())) {
        String path = source.value().path();
        if (extracted.text() instanceof Outcome.Ok<ExtractedText> text) {
          texts.put(path, text.value().text());
        }
        for (Outcome<SourceFile> part : extracted.parts()) {
          read(extractor, part, texts);
        }
      }
    }
  }
}
