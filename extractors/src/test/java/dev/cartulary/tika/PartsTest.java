package dev.cartulary.tika;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.outcome.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Documents inside of others come out with their own bytes. */
@Timeout(120)
class PartsTest {
  private static final ParserLimits LIMITS =
      ParserLimits.DEFAULT.withProcesses(1).withUnpackedMib(40);
  private static ForkedExtractor extractor;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    extractor = new ForkedExtractor(LIMITS);
  }

  @AfterAll
  static void end() {
    extractor.close();
  }

  @Test
  void extract_mailWithAttachments_letterAndEachAttachmentByItself() throws Exception {
    byte[] sound = new byte[64];
    Path mail =
        write(
            "m.eml",
            mail(
                attachment(
                    "offer.txt", "text/plain", "The offer.".getBytes(StandardCharsets.UTF_8)),
                attachment("voice.wav", "audio/wav", sound)));

    try (Extracted extracted = extractor.extract(Extraction.source(mail))) {
      ExtractedText letter = Extraction.text(extracted.text());
      assertThat(letter.mediaType()).isEqualTo("message/rfc822");
      assertThat(letter.text())
          .contains("From: Ann <ann@example.org>", "Subject: Offer", "See attachment.")
          .doesNotContain("The offer.");
      List<SourceFile> parts = files(extracted);
      assertThat(parts)
          .extracting(SourceFile::path)
          .containsExactly("m.eml/offer.txt", "m.eml/voice.wav");
      assertThat(parts).extracting(SourceFile::parent).containsOnly(Extraction.source(mail).id());
      assertThat(Files.readString(Path.of(parts.get(0).location()))).isEqualTo("The offer.");
      assertThat(Files.readAllBytes(Path.of(parts.get(1).location()))).isEqualTo(sound);
    }
  }

  @Test
  void extract_pdfWithFiles_ofTheWholeAndPinnedToAPageEachOnce() throws Exception {
    Path file = Samples.pdfWithFiles(folder.resolve("p.pdf"), "Page.", "annex.txt", "pinned.txt");

    try (Extracted extracted = extractor.extract(Extraction.source(file))) {
      assertThat(Extraction.text(extracted.text()).text()).isEqualTo("Page.");
      List<SourceFile> parts = files(extracted);
      assertThat(parts)
          .extracting(SourceFile::path)
          .containsExactly("p.pdf/annex.txt", "p.pdf/pinned.txt");
      assertThat(Files.readString(Path.of(parts.get(1).location())))
          .isEqualTo("What pinned.txt says.");
    }
  }

  @Test
  void extract_archive_entriesInPrivateFilesUntilItIsClosed() throws Exception {
    Path file = write("a.zip", zip("x/one.txt", "One.", "two.TXT", "Two."));

    List<SourceFile> parts;
    try (Extracted extracted = extractor.extract(Extraction.source(file))) {
      ExtractedText text = Extraction.text(extracted.text());
      assertThat(text.mediaType()).isEqualTo("application/zip");
      assertThat(text.text()).isEmpty();
      assertThat(text.pages()).isEmpty();
      parts = files(extracted);
      assertThat(parts)
          .extracting(SourceFile::path)
          .containsExactly("a.zip/x/one.txt", "a.zip/two.TXT");
      for (SourceFile part : parts) {
        Path location = Path.of(part.location());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(location)))
            .isEqualTo("rw-------");
        assertThat(Files.size(location)).isEqualTo(part.sizeBytes()).isEqualTo(4);
      }
    }
    assertThat(parts).noneMatch(part -> Files.exists(Path.of(part.location())));
  }

  @Test
  void extract_compressedArchive_oneLevelAtATime() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(zip("one.txt", "One."));
    }

    try (Extracted outer =
        extractor.extract(Extraction.source(write("a.zip.gz", bytes.toByteArray())))) {
      List<SourceFile> level = files(outer);
      assertThat(level).extracting(SourceFile::path).containsExactly("a.zip.gz/a.zip");
      try (Extracted inner = extractor.extract(level.get(0))) {
        assertThat(files(inner))
            .extracting(SourceFile::path)
            .containsExactly("a.zip.gz/a.zip/one.txt");
      }
    }
  }

  @Test
  void extract_mailbox_itsMessages() throws Exception {
    String box =
        """
        From ann@example.org Mon Mar  2 10:00:00 2026
        From: Ann <ann@example.org>
        Subject: First

        One.

        From bob@example.org Tue Mar  3 10:00:00 2026
        From: Bob <bob@example.org>
        Subject: Second

        Two.
        """;

    try (Extracted extracted =
        extractor.extract(
            Extraction.source(write("in.mbox", box.getBytes(StandardCharsets.UTF_8))))) {
      List<SourceFile> messages = files(extracted);
      assertThat(messages).hasSize(2);
      ExtractedText second = Extraction.text(extractor.extract(messages.get(1)).text());
      assertThat(second.mediaType()).isEqualTo("message/rfc822");
      assertThat(second.text()).contains("Subject: Second", "Two.");
    }
  }

  @Test
  void extract_archiveThatWasCutOff_whatComesBeforeAndCorrupt() throws Exception {
    byte[] whole = zip("one.txt", "One.", "two.txt", "Two.");
    Path file = write("cut.zip", Arrays.copyOf(whole, whole.length * 2 / 3));

    try (Extracted extracted = extractor.extract(Extraction.source(file))) {
      assertThat(Extraction.failure(extracted.text()).reason()).isEqualTo(FailureReason.CORRUPT);
      assertThat(files(extracted)).extracting(SourceFile::path).contains("cut.zip/one.txt");
    }
  }

  @Test
  void extract_archiveThatUnpacksToFarMore_tooLargeAndNothingIsLeft() throws Exception {
    byte[] zeros = new byte[1 << 20];
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("small.txt"));
      zip.write("Small.".getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
      zip.putNextEntry(new ZipEntry("bomb.bin"));
      for (int i = 0; i < 100; i++) {
        zip.write(zeros);
      }
      zip.closeEntry();
    }

    try (Extracted extracted =
        extractor.extract(Extraction.source(write("bomb.zip", bytes.toByteArray())))) {
      assertThat(Extraction.failure(extracted.text()).reason()).isEqualTo(FailureReason.TOO_LARGE);
      assertThat(files(extracted))
          .extracting(SourceFile::path)
          .containsExactly("bomb.zip/small.txt");
    }
  }

  @Test
  void extract_archiveWithALockedEntry_theRestAndEncrypted() throws Exception {
    byte[] zip = zip("open.txt", "Open.", "locked.txt", "Locked.");
    // The first bit of the flags says so, in the entry's own head and in the directory.
    lock(zip, "PK\003\004", 6);
    lock(zip, "PK\001\002", 8);

    try (Extracted extracted = extractor.extract(Extraction.source(write("l.zip", zip)))) {
      assertThat(Extraction.failure(extracted.text()).reason()).isEqualTo(FailureReason.ENCRYPTED);
      assertThat(files(extracted)).extracting(SourceFile::path).contains("l.zip/open.txt");
    }
  }

  /** Sets the flag in the last of the records that begin with {@code mark}. */
  private static void lock(byte[] zip, String mark, int flags) {
    int at = new String(zip, StandardCharsets.ISO_8859_1).lastIndexOf(mark);
    zip[at + flags] |= 1;
  }

  @Test
  void extract_namesInAnOldCodePage_areNoDamage() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, Charset.forName("GBK"))) {
      zip.putNextEntry(new ZipEntry("\u6587\u7ae0.txt"));
      zip.write("One.".getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }

    try (Extracted extracted =
        extractor.extract(Extraction.source(write("gbk.zip", bytes.toByteArray())))) {
      assertThat(Extraction.text(extracted.text()).text()).isEmpty();
      assertThat(files(extracted)).hasSize(1);
    }
  }

  @Test
  void extract_emptyArchive_noText() throws Exception {
    assertThat(Extraction.failure(extractor, write("e.zip", zip())).reason())
        .isEqualTo(FailureReason.NO_TEXT);
  }

  @Test
  void extract_namesThatLeadAstray_staysBelowTheFile() throws Exception {
    Path file =
        write(
            "n.zip",
            zip(
                "../../etc/passwd", "1",
                "/rooted/x.txt", "2",
                "C:\\temp\\y.txt", "3",
                "a\nb.txt", "4",
                "X.TXT", "5",
                "x.txt", "6"));

    try (Extracted extracted = extractor.extract(Extraction.source(file))) {
      assertThat(files(extracted))
          .extracting(SourceFile::path)
          .containsExactly(
              "n.zip/etc/passwd",
              "n.zip/rooted/x.txt",
              "n.zip/C:/temp/y.txt",
              "n.zip/ab.txt",
              "n.zip/X.TXT",
              "n.zip/x (2).txt");
    }
  }

  private static List<SourceFile> files(Extracted extracted) {
    return extracted.parts().stream()
        .map(
            (Outcome<SourceFile> part) ->
                part.fold(
                    file -> file,
                    failure -> {
                      throw new AssertionError("not taken out: " + failure);
                    }))
        .toList();
  }

  private static byte[] zip(String... namesAndContents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndContents[i]));
        zip.write(namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static String attachment(String name, String type, byte[] content) {
    return """
        --b
        Content-Type: %s
        Content-Transfer-Encoding: base64
        Content-Disposition: attachment; filename="%s"

        %s
        """
        .formatted(type, name, Base64.getMimeEncoder().encodeToString(content));
  }

  private static byte[] mail(String... attachments) {
    String mail =
        """
        From: Ann <ann@example.org>
        To: bob@example.org
        Subject: Offer
        Date: Mon, 02 Mar 2026 10:00:00 +0000
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="b"

        --b
        Content-Type: text/plain; charset=utf-8

        See attachment.
        """;
    return (mail + String.join("", attachments) + "--b--\n").getBytes(StandardCharsets.UTF_8);
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }
}
