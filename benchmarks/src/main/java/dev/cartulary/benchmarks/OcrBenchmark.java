package dev.cartulary.benchmarks;

import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.document.SourceFile;
import dev.cartulary.file.FileHasher;
import dev.cartulary.file.FolderScan;
import dev.cartulary.file.ListedFile;
import dev.cartulary.tika.ForkedExtractor;
import dev.cartulary.tika.ParserLimits;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * How well OCR reads scans whose text is known: characters to insert, delete or change, over those
 * that are right. Blanks and line ends count as one blank, and strokes between cells as nothing.
 *
 * <p>Arguments: a folder whose PDFs are printed to scans ({@code jobs/samples} if absent), and
 * perhaps one of pictures, each beside a {@code .txt} with its text. PDFs without a text layer on
 * every page are left out.
 */
public final class OcrBenchmark {
  /** A way to make a scan. */
  private record Scanner(String name, int dpi, int degrees) {}

  private static final List<Scanner> SCANNERS =
      List.of(
          new Scanner("300 dpi", 300, 0),
          new Scanner("200 dpi", 200, 0),
          new Scanner("150 dpi", 150, 0),
          new Scanner("300 dpi, askew by 2 degrees", 300, 2),
          new Scanner("300 dpi, askew by 5 degrees", 300, -5),
          new Scanner("300 dpi, askew by 8 degrees", 300, 8),
          new Scanner("300 dpi, turned by 90 degrees", 300, 90),
          new Scanner("300 dpi, turned by 180 degrees", 300, 180),
          new Scanner("300 dpi, turned by 270 degrees", 300, 270));

  /** What was compared so far. */
  private static final class Tally {
    private long errors;
    private long characters;
    private int pages;
    private double worst;
    private double confidence;
    private int withWords;

    void add(String expected, Page page, ExtractedText found) {
      int errorsOfPage = EditDistance.between(expected, plain(page.span().of(found.text())));
      errors += errorsOfPage;
      characters += expected.length();
      pages++;
      worst = Math.max(worst, (double) errorsOfPage / Math.max(1, expected.length()));
      Double said = page.confidence();
      if (said != null) {
        confidence += said;
        withWords++;
      }
    }

    double rate() {
      return 100.0 * errors / Math.max(1, characters);
    }
  }

  private OcrBenchmark() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Path.of(args.length == 0 ? "jobs/samples" : args[0]);
    try (ForkedExtractor extractor = new ForkedExtractor(ParserLimits.DEFAULT.withProcesses(1))) {
      extractor
          .ocrUnavailable()
          .ifPresent(
              cause -> {
                throw new IllegalStateException(cause);
              });
      scans(extractor, folder);
      if (args.length > 1) {
        pictures(extractor, Path.of(args[1]));
      }
    }
  }

  private static void scans(ForkedExtractor extractor, Path folder)
      throws IOException, InterruptedException {
    Path scan = Files.createTempFile("scan", ".pdf");
    System.out.printf(
        "%-32s %6s %10s %8s %8s %10s %8s%n",
        "scan", "pages", "characters", "errors", "worst", "confidence", "pages/s");
    try {
      for (Scanner scanner : SCANNERS) {
        Tally tally = new Tally();
        long nanos = 0;
        for (ListedFile file : new FolderScan(List.of("**/*.pdf"), List.of()).list(folder)) {
          Optional<ExtractedText> expected = text(extractor, file);
          if (expected.isEmpty() || expected.get().pages().stream().anyMatch(Page::ocr)) {
            continue;
          }
          print(Path.of(file.location()), scanner, scan);
          long begun = System.nanoTime();
          ExtractedText found =
              text(extractor, new ListedFile(file.path(), scan.toString(), Files.size(scan)))
                  .orElseThrow(() -> new IOException("no text in the scan of " + file.path()));
          nanos += System.nanoTime() - begun;
          for (Page page : found.pages()) {
            Page right = expected.get().pages().get(page.number() - 1);
            tally.add(plain(right.span().of(expected.get().text())), page, found);
          }
        }
        if (tally.pages == 0) {
          throw new IOException("no PDF in " + folder + " has a text layer on every page");
        }
        print(scanner.name(), tally, nanos);
      }
    } finally {
      Files.delete(scan);
    }
    System.out.println("the limit for 300 dpi is 2 %");
  }

  private static void pictures(ForkedExtractor extractor, Path folder)
      throws IOException, InterruptedException {
    for (ListedFile file : new FolderScan(List.of("**/*.{tif,png,jpg}"), List.of()).list(folder)) {
      Optional<ExtractedText> found = text(extractor, file);
      String name = file.location().replaceFirst("\\.[a-z]+$", "");
      Path right = Path.of(name + ".gold.txt");
      right = Files.exists(right) ? right : Path.of(name + ".txt");
      if (found.isEmpty()) {
        System.out.printf("%-32s no text%n", file.path());
      } else if (Files.exists(right)) {
        Tally tally = new Tally();
        tally.add(plain(Files.readString(right)), found.get().pages().get(0), found.get());
        print(file.path(), tally, 0);
      } else {
        System.out.printf(
            "%-32s %6d %10d %28s%n",
            file.path(),
            found.get().pages().size(),
            found.get().text().length(),
            found.get().lowestConfidence());
      }
    }
  }

  private static void print(String name, Tally tally, long nanos) {
    System.out.printf(
        "%-32s %6d %10d %7.2f%% %7.2f%% %10.3f %8s%n",
        name,
        tally.pages,
        tally.characters,
        tally.rate(),
        tally.worst * 100,
        tally.confidence / Math.max(1, tally.withWords),
        nanos == 0 ? "" : String.format("%.2f", tally.pages * 1e9 / nanos));
  }

  private static Optional<ExtractedText> text(ForkedExtractor extractor, ListedFile file)
      throws InterruptedException {
    Optional<SourceFile> source =
        FileHasher.hash(file).fold(Optional::of, failure -> Optional.empty());
    return source.isEmpty()
        ? Optional.empty()
        : extractor.extract(source.get()).text().fold(Optional::of, failure -> Optional.empty());
  }

  private static String plain(String text) {
    return text.replace("-\n", "").replace("|", " ").replaceAll("\\s+", " ").strip();
  }

  /** Prints every page of a PDF and lays it on the scanner. */
  private static void print(Path pdf, Scanner scanner, Path target) throws IOException {
    try (PDDocument text = Loader.loadPDF(pdf.toFile());
        PDDocument scan = new PDDocument()) {
      PDFRenderer renderer = new PDFRenderer(text);
      for (int i = 0; i < text.getNumberOfPages(); i++) {
        BufferedImage picture =
            turned(renderer.renderImageWithDPI(i, scanner.dpi(), ImageType.GRAY), scanner);
        float points = 72f / scanner.dpi();
        PDPage page =
            new PDPage(new PDRectangle(picture.getWidth() * points, picture.getHeight() * points));
        scan.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(scan, page)) {
          content.drawImage(
              LosslessFactory.createFromImage(scan, picture),
              0,
              0,
              page.getMediaBox().getWidth(),
              page.getMediaBox().getHeight());
        }
      }
      scan.save(target.toFile());
    }
  }

  private static BufferedImage turned(BufferedImage picture, Scanner scanner) {
    boolean lying = scanner.degrees() % 180 == 90;
    int width = lying ? picture.getHeight() : picture.getWidth();
    int height = lying ? picture.getWidth() : picture.getHeight();
    BufferedImage turned = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = turned.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.translate(width / 2.0, height / 2.0);
    graphics.rotate(Math.toRadians(scanner.degrees()));
    graphics.translate(-picture.getWidth() / 2.0, -picture.getHeight() / 2.0);
    graphics.drawImage(picture, 0, 0, null);
    graphics.dispose();
    return turned;
  }
}
