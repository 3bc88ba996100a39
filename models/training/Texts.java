import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.SourceFile;
import dev.cartulary.file.FileHasher;
import dev.cartulary.file.ListedFile;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.tika.Extracted;
import dev.cartulary.tika.ForkedExtractor;
import dev.cartulary.tika.ParserLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes the text of files as the product extracts it, so that training and product agree.
 *
 * <p>Run with the product's class path and two arguments: a folder of files, and the folder to
 * write, which gets NAME.txt for each file NAME that has a text. A text that is there is kept.
 */
public final class Texts {
  private Texts() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 2) {
      System.err.println("usage: Texts.java FILES OUTPUT");
      System.exit(2);
    }
    List<Path> files;
    try (Stream<Path> listed = Files.list(Path.of(args[0]))) {
      files = listed.sorted().toList();
    }
    Path output = Files.createDirectories(Path.of(args[1]));
    try (ForkedExtractor extractor = new ForkedExtractor(ParserLimits.DEFAULT.withProcesses(1))) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        Path text = output.resolve(name + ".txt");
        if (!Files.exists(text)
            && FileHasher.hash(new ListedFile(name, file.toString(), 0))
                instanceof Outcome.Ok<SourceFile> source) {
          write(extractor, source.value(), text);
        }
      }
    }
  }

  private static void write(ForkedExtractor extractor, SourceFile source, Path text)
      throws IOException, InterruptedException {
    try (Extracted extracted = extractor.extract(source)) {
      if (extracted.text() instanceof Outcome.Ok<ExtractedText> found) {
        Files.writeString(text, found.value().text());
      }
    }
  }
}
