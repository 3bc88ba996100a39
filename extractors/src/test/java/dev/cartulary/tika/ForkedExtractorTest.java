package dev.cartulary.tika;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Outcome;
import dev.cartulary.outcome.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ForkedExtractorTest {
  private static ForkedExtractor extractor;
  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    extractor = new ForkedExtractor(ParserLimits.DEFAULT.withPages(20));
  }

  @AfterAll
  static void stop() {
    extractor.close();
  }

  @Test
  void extract_pdfOfThreePages_exactTextAndSpans() throws Exception {
    Path file =
        Samples.pdf(
            folder.resolve("three.pdf"),
            List.of(
                List.of("First page, line one.", "Line two."),
                List.of("Second page."),
                List.of("Third page.")));

    ExtractedText text = text(file);

    assertThat(text.mediaType()).isEqualTo("application/pdf");
    assertThat(text.text())
        .isEqualTo("First page, line one.\nLine two.\n\nSecond page.\n\nThird page.");
    assertThat(text.pages().stream().map(page -> page.span().of(text.text())))
        .containsExactly("First page, line one.\nLine two.", "Second page.", "Third page.");
    assertThat(text.pages()).noneMatch(Page::ocr);
  }

  @Test
  void extract_pdfWithBlankPage_keepsThePage() throws Exception {
    Path file =
        Samples.pdf(
            folder.resolve("blank.pdf"), List.of(List.of("One."), List.of(), List.of("Three.")));

    ExtractedText text = text(file);

    assertThat(text.pages()).hasSize(3);
    assertThat(text.pages().get(1).span().isEmpty()).isTrue();
    assertThat(text.pages().get(2).span().of(text.text())).isEqualTo("Three.");
  }

  @Test
  void extract_encryptedPdf_encrypted() throws Exception {
    Path file = Samples.encryptedPdf(folder.resolve("secret.pdf"), "Nobody may read this.");

    assertThat(failure(file).reason()).isEqualTo(FailureReason.ENCRYPTED);
  }

  @Test
  void extract_moreThanTheLimitOfPages_tooLarge() throws Exception {
    Path file =
        Samples.pdf(folder.resolve("long.pdf"), Collections.nCopies(21, List.of("A page.")));

    assertThat(failure(file).reason()).isEqualTo(FailureReason.TOO_LARGE);
  }

  @Test
  void extract_docx_paragraphsAndTableRows() throws Exception {
    Path file =
        write(
            "letter.docx",
            Samples.docx(
                List.of("Dear client,", "the fee is $ 5."),
                List.of(List.of("Item", "Price"), List.of("Advice", "$ 5"))));

    ExtractedText text = text(file);

    assertThat(text.text())
        .isEqualTo("Dear client,\n\nthe fee is $ 5.\n\nItem | Price\nAdvice | $ 5");
    assertThat(text.pages()).hasSize(1);
  }

  @Test
  void extract_docxCutAnywhere_corrupt() throws Exception {
    byte[] whole = Samples.docx(List.of("A paragraph."), List.of());
    for (int percent : new int[] {30, 60, 95}) {
      Path file =
          write("cut" + percent + ".docx", Arrays.copyOf(whole, whole.length * percent / 100));
      assertThat(failure(file).reason()).as("%s %%", percent).isEqualTo(FailureReason.CORRUPT);
    }
  }

  @Test
  void extract_randomBytes_unsupported() throws Exception {
    byte[] bytes = new byte[5_000];
    new Random(7).nextBytes(bytes);

    assertThat(failure(write("noise.bin", bytes)).reason()).isEqualTo(FailureReason.UNSUPPORTED);
  }

  @Test
  void extract_nameLies_contentDecides() throws Exception {
    Path pdf = Samples.pdf(folder.resolve("really-a-pdf.txt"), List.of(List.of("I am a PDF.")));
    Path txt = write("really-text.pdf", "I am plain text.".getBytes(StandardCharsets.UTF_8));

    assertThat(text(pdf).mediaType()).isEqualTo("application/pdf");
    assertThat(text(txt).mediaType()).isEqualTo("text/plain");
    assertThat(text(txt).text()).isEqualTo("I am plain text.");
  }

  @Test
  void extract_fileChangedAfterHashing_changed() throws Exception {
    Path file = write("note.txt", "before".getBytes(StandardCharsets.UTF_8));
    SourceFile source = Extraction.source(file);
    Files.writeString(file, "after!");

    Outcome<ExtractedText> outcome = extractor.extract(source).text();

    assertThat(Extraction.failure(outcome).reason()).isEqualTo(FailureReason.CHANGED);
    Files.delete(file);
    assertThat(Extraction.failure(extractor.extract(source).text()).reason())
        .isEqualTo(FailureReason.CHANGED);
  }

  @Test
  void extract_onlyBlanks_noText() throws Exception {
    Path file = write("blank.txt", " \n\t\n ".getBytes(StandardCharsets.UTF_8));

    assertThat(failure(file).reason()).isEqualTo(FailureReason.NO_TEXT);
  }

  @ParameterizedTest
  @CsvSource({"UTF-8", "windows-1252", "UTF-16", "UTF-16LE"})
  void extract_plainText_anyEncoding(String charset) throws Exception {
    String letter =
        "Der Mietvertrag für die Wohnung im ersten Stock läuft über fünf Jahre.\n"
            + "Die Kündigung muß schriftlich erfolgen, die Gebühr beträgt 50 Euro.";
    byte[] bytes = letter.getBytes(Charset.forName(charset));
    if (charset.equals("UTF-16LE")) {
      bytes = ("\uFEFF" + letter).getBytes(StandardCharsets.UTF_16LE);
    }

    ExtractedText text = text(write(charset + ".txt", bytes));

    assertThat(text.text()).isEqualTo(letter);
    assertThat(text.mediaType()).isEqualTo("text/plain");
  }

  @Test
  void extract_odtAndRtf_paragraphs() throws Exception {
    Path odt = write("a.odt", Samples.odt(List.of("First.", "Second.")));
    Path rtf =
        write("a.rtf", "{\\rtf1\\ansi First.\\par Second.\\par}".getBytes(StandardCharsets.UTF_8));

    assertThat(text(odt).text()).isEqualTo("First.\n\nSecond.");
    assertThat(text(rtf).text()).isEqualTo("First.\n\nSecond.");
    assertThat(
            failure(
                    write(
                        "cut.rtf",
                        "{\\rtf1\\ansi First.\\par Sec".getBytes(StandardCharsets.UTF_8)))
                .reason())
        .isEqualTo(FailureReason.CORRUPT);
  }

  @Test
  void extract_html_readableTextAndNoConnection() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      String base = "http://127.0.0.1:" + server.getLocalPort() + "/";
      String html =
          "<!DOCTYPE html SYSTEM '%sa.dtd'><html><head><title>T</title><link rel='stylesheet'"
                  .formatted(base)
              + " href='%sb.css'><script src='%sc.js'>var x = 1;</script></head><body><h1>Lease</h1>"
                  .formatted(base, base)
              + "<p>The tenant\n pays <b>rent</b>.<br>Monthly.</p><img src='%sd.png'>"
                  .formatted(base)
              + "<iframe src='%se.html'></iframe><table><tr><td>Rent</td><td>$ 900</td></tr></table>"
                  .formatted(base)
              + "<ul><li>heat</li><li>water</li></ul></body></html>";

      ExtractedText text = text(write("lease.html", html.getBytes(StandardCharsets.UTF_8)));

      assertThat(text.text())
          .isEqualTo("Lease\n\nThe tenant pays rent.\nMonthly.\n\nRent | $ 900\n\n- heat\n- water");
      server.setSoTimeout(200);
      assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void extract_clinicalDocument_itsSections() throws Exception {
    String xml =
        "<?xml version='1.0'?><ClinicalDocument xmlns='urn:hl7-org:v3'><title>Visit</title><component>"
            + "<structuredBody><component><section><title>Plan</title><text>Rest.</text></section>"
            + "</component></structuredBody></component></ClinicalDocument>";

    ExtractedText text = text(write("visit.xml", xml.getBytes(StandardCharsets.UTF_8)));

    assertThat(text.text()).isEqualTo("Visit\n\nPlan\nRest.");
    assertThat(text.mediaType()).isEqualTo("application/hl7-v3+xml");
  }

  @Test
  void extract_pdfThatLostItsSecondHalf_corrupt() throws Exception {
    Path whole = Samples.pdf(folder.resolve("w.pdf"), Collections.nCopies(15, List.of("A page.")));
    byte[] bytes = Files.readAllBytes(whole);

    assertThat(failure(write("half.pdf", Arrays.copyOf(bytes, bytes.length / 2))).reason())
        .isEqualTo(FailureReason.CORRUPT);
  }

  @Test
  void extract_manyThreads_sameTextAsOne() throws Exception {
    List<SourceFile> files = new ArrayList<>();
    List<String> alone = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Path file = Samples.pdf(folder.resolve(i + ".pdf"), List.of(List.of("Document " + i)));
      files.add(Extraction.source(file));
      alone.add(text(file).text());
    }
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<Outcome<ExtractedText>>> together = new ArrayList<>();
      files.forEach(file -> together.add(threads.submit(() -> extractor.extract(file).text())));
      for (int i = 0; i < files.size(); i++) {
        assertThat(Extraction.text(together.get(i).get()).text()).isEqualTo(alone.get(i));
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(alone).contains("Document 11");
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static ExtractedText text(Path file) throws Exception {
    return Extraction.text(extractor, file);
  }

  private static Failure failure(Path file) throws Exception {
    Failure failure = Extraction.failure(extractor, file);
    assertThat(failure.path()).isEqualTo(String.valueOf(file.getFileName()));
    assertThat(failure.stage()).isEqualTo(Stage.EXTRACT);
    return failure;
  }
}
