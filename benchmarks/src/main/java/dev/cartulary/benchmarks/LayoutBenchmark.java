package dev.cartulary.benchmarks;

import dev.cartulary.layout.PageFlow;
import dev.cartulary.pdf.PdfText;
import dev.cartulary.text.RawPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words of PDFs against texts that are right: as read, and after running lines were taken out
 * and broken words joined; the worst ten; and pages a second.
 *
 * <p>Arguments: a folder of PDFs, and one with a text {@code NAME.txt} or {@code NAME.pdf.txt} for
 * each {@code NAME.pdf}, the same folder if absent. Words are runs of letters and digits. What
 * running lines take out counts as missing, so only the first row and "added" of the second are to
 * be near 0.
 */
public final class LayoutBenchmark {
  private static final int WORST = 10;
  private static final double PLAIN = 0.97;

  private LayoutBenchmark() {}

  /** A PDF's differences, as read and arranged. */
  private record Compared(String name, WordDistance read, WordDistance arranged) {
    double worst() {
      return Math.max(read.missingShare(), read.addedShare()) + arranged.addedShare();
    }
  }

  public static void main(String[] args) throws IOException {
    if (args.length < 1 || args.length > 2) {
      System.err.println("usage: LayoutBenchmark FOLDER-OF-PDF [FOLDER-OF-TXT]");
      System.exit(2);
    }
    Path texts = Path.of(args[args.length - 1]);
    List<Path> pdfs;
    try (Stream<Path> listed = Files.walk(Path.of(args[0]))) {
      pdfs = listed.filter(file -> lowerName(file).endsWith(".pdf")).sorted().toList();
    }
    List<Compared> compared = new ArrayList<>();
    int pages = 0;
    int unreadable = 0;
    long nanos = 0;
    for (Path pdf : pdfs) {
      long start = System.nanoTime();
      List<RawPage> read;
      try {
        read = PdfText.read(pdf, page -> {}).pages();
      } catch (IOException e) {
        unreadable++;
        continue;
      }
      List<RawPage> arranged = PageFlow.arrange(read);
      nanos += System.nanoTime() - start;
      pages += read.size();
      Path text = textOf(pdf, texts);
      if (Files.exists(text)) {
        List<String> right =
            WordDistance.words(new String(Files.readAllBytes(text), StandardCharsets.UTF_8));
        compared.add(
            new Compared(
                String.valueOf(pdf.getFileName()),
                WordDistance.of(right, words(read)),
                WordDistance.of(right, words(arranged))));
      }
    }
    System.out.printf(
        "%d PDFs (%d unreadable), %d pages, %.0f pages/s on one core%n",
        pdfs.size(), unreadable, pages, pages * 1e9 / Math.max(1, nanos));
    print("as read ", compared.stream().map(Compared::read).toList());
    print("arranged", compared.stream().map(Compared::arranged).toList());
    compared.stream()
        .sorted(Comparator.comparingDouble(Compared::worst).reversed())
        .limit(WORST)
        .forEach(
            c ->
                System.out.printf(
                    "%7.2f %% missing %7.2f %% added, arranged %7.2f %% added of %6d words: %s%n",
                    100 * c.read().missingShare(),
                    100 * c.read().addedShare(),
                    100 * c.arranged().addedShare(),
                    c.read().words(),
                    c.name()));
  }

  private static void print(String name, List<WordDistance> all) {
    long words = all.stream().mapToLong(WordDistance::words).sum();
    long missing = all.stream().mapToLong(WordDistance::missing).sum();
    long added = all.stream().mapToLong(WordDistance::added).sum();
    long alike =
        all.stream().filter(d -> Math.max(d.missingShare(), d.addedShare()) <= 1 - PLAIN).count();
    System.out.printf(
        "%s: %d texts, %d words, %.3f %% missing, %.3f %% added, %d texts at least 97 %% alike%n",
        name,
        all.size(),
        words,
        100.0 * missing / Math.max(1, words),
        100.0 * added / Math.max(1, words),
        alike);
  }

  private static List<String> words(List<RawPage> pages) {
    return WordDistance.words(pages.stream().map(RawPage::text).collect(Collectors.joining("\n")));
  }

  private static Path textOf(Path pdf, Path texts) {
    String name = String.valueOf(pdf.getFileName());
    Path whole = texts.resolve(name + ".txt");
    return Files.exists(whole)
        ? whole
        : texts.resolve(name.substring(0, name.length() - ".pdf".length()) + ".txt");
  }

  private static String lowerName(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(java.util.Locale.ROOT);
  }
}
