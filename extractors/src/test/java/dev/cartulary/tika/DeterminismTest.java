package dev.cartulary.tika;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same files give the same outcomes, however many are read at a time. The pages of a scan are
 * read side by side as well: more of them the fewer processes there are.
 */
final class DeterminismTest {
  private static final List<String> LEASE =
      List.of("This lease begins on March 1.", "The rent is 900 dollars.");
  @TempDir private Path folder;

  @Test
  void extract_oneTwoOrFourProcesses_equalOutcomes() throws Exception {
    List<SourceFile> files = new ArrayList<>();
    for (Path file : mixed()) {
      files.add(Extraction.source(file));
    }

    List<Outcome<ExtractedText>> alone = read(files, 1);

    assertThat(alone.stream().filter(outcome -> outcome.fold(ok -> true, failure -> false)))
        .hasSizeGreaterThan(5);
    assertThat(read(files, 2)).isEqualTo(alone);
    assertThat(read(files, 4)).isEqualTo(alone);
  }

  private List<Path> mixed() throws Exception {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      files.add(
          Samples.pdf(folder.resolve(i + ".pdf"), List.of(LEASE, List.of("Page two of " + i))));
      files.add(
          Files.write(
              folder.resolve(i + ".docx"),
              Samples.docx(LEASE, List.of(List.of("Item", "Price " + i)))));
      files.add(Files.writeString(folder.resolve(i + ".txt"), "Note " + i));
    }
    files.add(Files.write(folder.resolve("a.odt"), Samples.odt(LEASE)));
    files.add(Files.writeString(folder.resolve("a.html"), "<p>One<p>Two<table><tr><td>3</table>"));
    files.add(Samples.encryptedPdf(folder.resolve("secret.pdf"), "Nobody may read this."));
    files.add(
        Samples.scannedPdf(
            folder.resolve("scan.pdf"),
            List.of(LEASE, List.of("Page two."), List.of("The end.")),
            ""));
    files.add(
        Files.write(folder.resolve("cut.docx"), "PK\3\4...".getBytes(StandardCharsets.US_ASCII)));
    files.add(HostileFiles.nestedMail(folder.resolve("mail.eml"), 2));
    return files;
  }

  private static List<Outcome<ExtractedText>> read(List<SourceFile> files, int processes)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(processes);
    try (ForkedExtractor extractor =
        new ForkedExtractor(ParserLimits.DEFAULT.withProcesses(processes))) {
      List<Future<Outcome<ExtractedText>>> reading = new ArrayList<>();
      for (SourceFile file : files) {
        reading.add(threads.submit(() -> extractor.extract(file).text()));
      }
      List<Outcome<ExtractedText>> outcomes = new ArrayList<>();
      for (Future<Outcome<ExtractedText>> one : reading) {
        outcomes.add(one.get());
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
    }
  }
}
