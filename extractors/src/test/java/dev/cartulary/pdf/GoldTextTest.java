package dev.cartulary.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cartulary.layout.PageFlow;
import dev.cartulary.text.RawPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words of public PDFs against the texts that come with them. */
final class GoldTextTest {
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final double ALIKE = 0.97;
  private static final int MOST_WORDS = 3_000;

  private static Path data(String folder) {
    Path root = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    while (root.getParent() != null && !Files.exists(root.resolve(".mvn"))) {
      root = root.getParent();
    }
    Path data = root.resolveSibling("shared").resolve("data").resolve(folder);
    assumeTrue(Files.isDirectory(data), "the public files are not at " + data);
    return data;
  }

  private static List<Path> pdfs(Path folder) throws IOException {
    try (Stream<Path> listed = Files.list(folder)) {
      return listed.filter(file -> file.toString().endsWith(".pdf")).sorted().toList();
    }
  }

  /**
   * A page is plain if PDFBox's two orders of it agree; else the right order is a matter of view.
   */
  @Test
  void read_plainPages_wordsOfTheirGoldText() throws IOException {
    int compared = 0;
    for (Path pdf : pdfs(data("files/pdfbox"))) {
      Path gold = Path.of(pdf + ".txt");
      Path sorted = Path.of(pdf + "-sorted.txt");
      if (!Files.exists(gold) || !Files.exists(sorted)) {
        continue;
      }
      List<String> right = words(text(gold));
      if (right.size() > MOST_WORDS || alike(right, words(text(sorted))) < ALIKE) {
        continue;
      }
      List<RawPage> read = PdfText.read(pdf, page -> {}).pages();

      assertThat(alike(right, words(text(read)))).as("%s", pdf).isGreaterThanOrEqualTo(ALIKE);
      if (read.size() == 1) {
        // With one page there are no running lines that would be missing.
        assertThat(alike(right, words(text(PageFlow.arrange(read)))))
            .as("%s", pdf)
            .isGreaterThanOrEqualTo(ALIKE);
      }
      compared++;
    }
    assertThat(compared).isGreaterThan(20);
  }

  @Test
  void read_contracts_wordsOfTheirPlainText() throws IOException {
    Path data = data("contracts/cuad");
    int compared = 0;
    for (Path pdf : pdfs(data.resolve("pdf"))) {
      String name = String.valueOf(pdf.getFileName()).replace(".pdf", ".txt");
      Path gold = data.resolve("txt").resolve(name);
      if (compared == 12 || !Files.exists(gold)) {
        continue;
      }
      List<String> right = words(text(gold));
      if (right.size() <= MOST_WORDS) {
        assertThat(alike(right, words(text(PdfText.read(pdf, page -> {}).pages()))))
            .as("%s", pdf)
            .isGreaterThanOrEqualTo(ALIKE);
        compared++;
      }
    }
    assertThat(compared).isEqualTo(12);
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static String text(List<RawPage> pages) {
    return pages.stream().map(RawPage::text).collect(Collectors.joining("\n"));
  }

  private static List<String> words(String text) {
    return BETWEEN.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
  }

  /** Twice the longest common sequence of words over all words of both. */
  private static double alike(List<String> a, List<String> b) {
    int[] before = new int[b.size() + 1];
    for (String word : a) {
      int[] now = new int[b.size() + 1];
      for (int j = 1; j <= b.size(); j++) {
        now[j] = word.equals(b.get(j - 1)) ? before[j - 1] + 1 : Math.max(before[j], now[j - 1]);
      }
      before = now;
    }
    return 2.0 * before[b.size()] / Math.max(1, a.size() + b.size());
  }
}
