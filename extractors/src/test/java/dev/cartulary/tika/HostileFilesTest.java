package dev.cartulary.tika;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.document.DocumentId;
import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Outcome;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made to hurt: each costs itself at most, soon, and the next document is read. */
final class HostileFilesTest {
  /** The deadline of a document is 120 seconds; nothing here may come near it. */
  private static final Duration SOON = Duration.ofSeconds(30);

  private static ForkedExtractor extractor;
  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    extractor = new ForkedExtractor(ParserLimits.DEFAULT.withProcesses(1));
  }

  @AfterAll
  static void stop() {
    extractor.close();
  }

  @AfterEach
  void theNextDocumentIsRead() throws Exception {
    Path next = Files.writeString(folder.resolve("next.txt"), "The next one.");
    assertThat(Extraction.text(extractor, next).text()).isEqualTo("The next one.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"note.xml", "visit.xml", "page.html", "letter.docx", "drawing.svg"})
  void extract_billionLaughs_fewOrNone(String name) throws Exception {
    Path file = folder.resolve(name);
    switch (name) {
      case "note.xml" ->
          Files.writeString(file, HostileFiles.billionLaughs("note") + "<note>&e10;</note>");
      case "visit.xml" ->
          Files.writeString(
              file,
              "<?xml version='1.0'?>"
                  + HostileFiles.billionLaughs("ClinicalDocument")
                  + "<ClinicalDocument xmlns='urn:hl7-org:v3'><title>&e10;</title></ClinicalDocument>");
      case "page.html" ->
          Files.writeString(
              file, HostileFiles.billionLaughs("html") + "<html><body>Hi &e10;</body></html>");
      case "drawing.svg" ->
          Files.writeString(
              file,
              HostileFiles.billionLaughs("svg")
                  + "<svg xmlns='http://www.w3.org/2000/svg'><text>&e10;</text></svg>");
      default ->
          HostileFiles.docx(
              file,
              HostileFiles.billionLaughs("w:document")
                  + "<w:document xmlns:w='"
                  + HostileFiles.WORD
                  + "'><w:body><w:p><w:r><w:t>&e10;</w:t></w:r></w:p></w:body></w:document>");
    }

    Outcome<ExtractedText> outcome = soon(file);

    String came = outcome.fold(text -> "text " + text.text(), failure -> failure.reason().name());
    assertThat(came.length()).isLessThan(2_000);
    assertThat(came).matches("(?s)text .*|CORRUPT|NO_TEXT|TOO_LARGE");
  }

  @Test
  void extract_docxThatUnpacksToGigabytes_tooLarge() throws Exception {
    Path file = HostileFiles.docxBomb(folder.resolve("bomb.docx"), 200);
    assertThat(Files.size(file)).isLessThan(1_000_000);

    assertThat(failure(file).reason()).isEqualTo(FailureReason.TOO_LARGE);
  }

  @Test
  void extract_zipBomb_tooLarge() throws Exception {
    Path file = HostileFiles.zipBomb(folder.resolve("bomb.zip"), 2, 150);
    assertThat(failure(file).reason()).isEqualTo(FailureReason.TOO_LARGE);
  }

  @Test
  void extract_zipsInZipsOrMailsInMails_oneLevelAtATime() throws Exception {
    for (Path file :
        List.of(
            HostileFiles.nestedZip(folder.resolve("nested.zip"), 100),
            HostileFiles.nestedMail(folder.resolve("deep.eml"), 25))) {
      try (Extracted extracted = extractor.extract(Extraction.source(file))) {
        assertThat(extracted.parts()).hasSize(1);
      }
    }
  }

  @Test
  void extract_tenThousandPages_allOfThem() throws Exception {
    Path file = HostileFiles.manyPages(folder.resolve("long.pdf"), 10_000);

    try (ForkedExtractor patient =
        new ForkedExtractor(ParserLimits.DEFAULT.withProcesses(1).withPages(10_000))) {
      ExtractedText text = Extraction.text(patient, file);
      assertThat(text.pages()).hasSize(10_000);
      assertThat(text.pages().get(9_999).span().of(text.text()))
          .isEqualTo("One page of very many.");
    }
  }

  @Test
  void extract_sparsePdfOfTwoGigabytes_corrupt() throws Exception {
    long size = 2L << 30;
    Path file = folder.resolve("holes.pdf");
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.write(
          "%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n".getBytes(StandardCharsets.US_ASCII));
      access.setLength(size);
    }
    // Known beforehand, to read the two gigabytes once less; another one would be CHANGED.
    DocumentId id =
        new DocumentId("2e60d3d100f63a5202f569c38e2f9cedc0f5a992cef31823122120a73e1ee1d1");

    Outcome<ExtractedText> outcome =
        extractor.extract(new SourceFile(id, "holes.pdf", file.toString(), size)).text();

    assertThat(Extraction.failure(outcome).reason()).isEqualTo(FailureReason.CORRUPT);
  }

  @Test
  void extract_pageTreeThatHoldsItself_corrupt() throws Exception {
    Path file =
        HostileFiles.pdf(
            folder.resolve("tree.pdf"),
            "",
            List.of(
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Count 3 /Parent 2 0 R /Kids [2 0 R 3 0 R] >>",
                "<< /Type /Pages /Count 2 /Parent 2 0 R /Kids [2 0 R 3 0 R] >>"));

    assertThat(failure(file).reason()).isEqualTo(FailureReason.CORRUPT);
  }

  @Test
  void extract_pictureThatDrawsItself_theTextAroundIt() throws Exception {
    assertThat(Extraction.text(extractor, loop("/X Do")).text()).isEqualTo("Text around the loop.");
  }

  /** Three drawings of itself within each of itself: without a guard, work for years. */
  @Test
  void extract_pictureThatDrawsItselfThreeTimes_theTextAroundIt() throws Exception {
    assertThat(Extraction.text(extractor, loop("/X Do /X Do /X Do")).text())
        .isEqualTo("Text around the loop.");
  }

  private Path loop(String content) throws Exception {
    return HostileFiles.pdf(
        folder.resolve("form.pdf"),
        "",
        List.of(
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources"
                + " << /Font << /F 4 0 R >> /XObject << /X 6 0 R >> >> >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            HostileFiles.stream("", "BT /F 12 Tf 72 700 Td (Text around the loop.) Tj ET /X Do"),
            HostileFiles.stream(
                "/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject <<"
                    + " /X 6 0 R >> >>",
                content)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>|4 0 R",
        "<< /Type /Page /Parent 2 0 R /MediaBox 4 0 R /Contents 4 0 R >>|[4 0 R 4 0 R]",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>"
            + "|<< /Length 4 0 R /Filter 4 0 R >>\nstream\nBT ET\nendstream"
      })
  void extract_objectsThatReferToThemselves_noTextOrCorrupt(String pageAndObject) throws Exception {
    String[] both = pageAndObject.split("\\|", 2);
    Path file =
        HostileFiles.pdf(
            folder.resolve("loop.pdf"),
            "/Prev %d",
            List.of(
                "<< /Type /Catalog /Pages 2 0 R /Outlines 4 0 R /Names 4 0 R >>",
                "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                both[0],
                both[1]));

    assertThat(failure(file).reason()).isIn(FailureReason.NO_TEXT, FailureReason.CORRUPT);
  }

  @Test
  void extract_nestedWithoutEnd_corruptOrItsText() throws Exception {
    int depth = 200_000;
    Path xml = folder.resolve("deep.xml");
    Files.writeString(xml, "<a>".repeat(depth) + "core" + "</a>".repeat(depth));
    Path html = folder.resolve("deep.html");
    Files.writeString(html, "<html><body>" + "<div>".repeat(depth) + "core</body></html>");
    Path rtf = folder.resolve("deep.rtf");
    Files.writeString(rtf, "{\\rtf1 " + "{".repeat(depth) + "core" + "}".repeat(depth + 1));
    Path pdf =
        HostileFiles.pdf(
            folder.resolve("deep.pdf"),
            "",
            List.of(
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox "
                    + "[".repeat(depth)
                    + "]".repeat(depth)
                    + " >>"));

    for (Path file : List.of(xml, html, rtf, pdf)) {
      String came = soon(file).fold(ExtractedText::text, failure -> failure.reason().name());
      assertThat(came).as(file.toString()).isIn("core", "CORRUPT", "NO_TEXT", "TOO_LARGE");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"growing.txt", "growing.pdf"})
  void extract_fileWrittenToMeanwhile_changed(String name) throws Exception {
    Path file = folder.resolve(name);
    if (name.endsWith(".pdf")) {
      HostileFiles.manyPages(file, 200);
    } else {
      Samples.hugeText(file, 5);
    }
    SourceFile source = Extraction.source(file);
    AtomicBoolean done = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              // Never twice the same bytes, cut to half now and then.
              try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
                for (int i = 0; !done.get(); i++) {
                  access.setLength(i % 50 == 49 ? source.sizeBytes() / 2 : access.length());
                  access.seek(access.length());
                  access.writeInt(i);
                  Thread.sleep(1);
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    writer.start();
    while (Files.size(file) == source.sizeBytes()) {
      Thread.sleep(1);
    }
    try {
      assertThat(Extraction.failure(extractor.extract(source).text()).reason())
          .isEqualTo(FailureReason.CHANGED);
    } finally {
      done.set(true);
      writer.join();
    }
  }

  private static Failure failure(Path file) throws Exception {
    return Extraction.failure(soon(file));
  }

  private static Outcome<ExtractedText> soon(Path file) throws Exception {
    SourceFile source = Extraction.source(file);
    long begun = System.nanoTime();
    Outcome<ExtractedText> outcome;
    try (Extracted extracted = extractor.extract(source)) {
      outcome = extracted.text();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
    return outcome;
  }

  @Test
  void extract_fileThatVanishesMeanwhile_changed() throws Exception {
    Path file = HostileFiles.manyPages(folder.resolve("gone.pdf"), 1_900);
    SourceFile source = Extraction.source(file);
    Thread remover =
        new Thread(
            () -> {
              try {
                Thread.sleep(50);
                Files.delete(file);
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    remover.start();
    try {
      assertThat(Extraction.failure(extractor.extract(source).text()).reason())
          .isEqualTo(FailureReason.CHANGED);
    } finally {
      remover.join();
    }
  }
}
