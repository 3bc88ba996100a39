package dev.cartulary.tika;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.Page;
import dev.cartulary.document.SourceFile;
import dev.cartulary.file.FileHasher;
import dev.cartulary.file.ListedFile;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        Samples.pdf(
            folder.resolve("long.pdf"), java.util.Collections.nCopies(21, List.of("A page.")));

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
    SourceFile source = source(file);
    Files.writeString(file, "after!");

    Outcome<ExtractedText> outcome = extractor.extract(source);

    assertThat(reason(outcome)).isEqualTo(FailureReason.CHANGED);
    Files.delete(file);
    assertThat(reason(extractor.extract(source))).isEqualTo(FailureReason.CHANGED);
  }

  @Test
  void extract_onlyBlanks_noText() throws Exception {
    Path file = write("blank.txt", " \n\t\n ".getBytes(StandardCharsets.UTF_8));

    assertThat(failure(file).reason()).isEqualTo(FailureReason.NO_TEXT);
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static ExtractedText text(Path file) throws Exception {
    return extractor
        .extract(source(file))
        .fold(
            text -> text,
            failure -> {
              throw new AssertionError(failure.toString());
            });
  }

  private static Failure failure(Path file) throws Exception {
    Failure failure =
        extractor
            .extract(source(file))
            .fold(
                text -> {
                  throw new AssertionError("text instead of a failure: " + text.mediaType());
                },
                found -> found);
    assertThat(failure.path()).isEqualTo(file.getFileName().toString());
    return failure;
  }

  static FailureReason reason(Outcome<ExtractedText> outcome) {
    return outcome.fold(
        text -> {
          throw new AssertionError("text instead of a failure: " + text.mediaType());
        },
        Failure::reason);
  }

  static SourceFile source(Path file) throws IOException {
    String name = file.getFileName().toString();
    return FileHasher.hash(new ListedFile(name, file.toString(), Files.size(file)))
        .fold(
            source -> source,
            failure -> {
              throw new AssertionError(failure.toString());
            });
  }
}
