package dev.cartulary.tika;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cartulary.document.ExtractedText;
import dev.cartulary.document.SourceFile;
import dev.cartulary.outcome.FailureReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Documents in envelopes of signatures, in patients' records and in office documents. */
@Timeout(120)
class EnclosedDocumentsTest {
  private static final String DATA = "1";
  private static final String SIGNED = "2";
  private static final String ENVELOPED = "3";
  private static ForkedExtractor extractor;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    extractor = new ForkedExtractor(ParserLimits.DEFAULT.withProcesses(1));
  }

  @AfterAll
  static void end() {
    extractor.close();
  }

  @Test
  void extract_signedFile_whatWasSignedIsItsPart() throws Exception {
    byte[] contract = "The contract.\n".repeat(50).getBytes(StandardCharsets.UTF_8);
    Path file = write("contract.txt.p7m", signed(contract));

    try (Extracted extracted = extractor.extract(Extraction.source(file))) {
      assertThat(Extraction.text(extracted.text()).pages()).isEmpty();
      SourceFile part = onlyPart(extracted);
      assertThat(part.path()).isEqualTo("contract.txt.p7m/contract.txt");
      assertThat(Files.readAllBytes(Path.of(part.location()))).isEqualTo(contract);
    }
  }

  @Test
  void extract_mailSignedAsAWhole_letterAndAttachment() throws Exception {
    String letter =
        """
        Content-Type: multipart/mixed; boundary="i"

        --i
        Content-Type: text/plain; charset=utf-8

        We accept.
        --i
        Content-Type: text/plain
        Content-Disposition: attachment; filename="terms.txt"

        The terms.
        --i--
        """;
    Path file = write("m.eml", sealed(signed(letter.getBytes(StandardCharsets.UTF_8))));

    try (Extracted extracted = extractor.extract(Extraction.source(file))) {
      ExtractedText text = Extraction.text(extracted.text());
      assertThat(text.text()).contains("From: Ann <ann@example.org>", "We accept.");
      assertThat(text.pages()).hasSize(1);
      assertThat(onlyPart(extracted).path()).isEqualTo("m.eml/terms.txt");
    }
  }

  @Test
  void extract_mailSignedBeside_letterWithoutItsSignature() throws Exception {
    String mail =
        """
        From: Ann <ann@example.org>
        Subject: Offer
        MIME-Version: 1.0
        Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary="s"

        --s
        Content-Type: text/plain

        We offer.
        --s
        Content-Type: application/pkcs7-signature; name="smime.p7s"
        Content-Transfer-Encoding: base64

        %s
        --s--
        """
            .formatted(Base64.getMimeEncoder().encodeToString(signed(null)));
    Path file = write("m.eml", mail.getBytes(StandardCharsets.UTF_8));

    try (Extracted extracted = extractor.extract(Extraction.source(file))) {
      assertThat(Extraction.text(extracted.text()).text()).endsWith("We offer.");
      assertThat(extracted.parts()).isEmpty();
    }
  }

  @Test
  void extract_encryptedOrNothingButASignature_saysSo() throws Exception {
    byte[] locked = der(0x30, oid(ENVELOPED), der(0xA0, der(0x30, der(2, new byte[] {0}))));

    assertThat(Extraction.failure(extractor, write("x.p7m", locked)).reason())
        .isEqualTo(FailureReason.ENCRYPTED);
    assertThat(Extraction.failure(extractor, write("x.eml", sealed(locked))).reason())
        .isEqualTo(FailureReason.ENCRYPTED);
    assertThat(Extraction.failure(extractor, write("x.p7s", signed(null))).reason())
        .isEqualTo(FailureReason.UNSUPPORTED);
  }

  @Test
  void extract_mailSignedAgainAndAgain_tooDeep() throws Exception {
    byte[] mail = "Content-Type: text/plain\n\nAt last.\n".getBytes(StandardCharsets.UTF_8);
    for (int level = 0; level < 10; level++) {
      mail = sealed(signed(mail));
    }

    assertThat(Extraction.failure(extractor, write("deep.eml", mail)).reason())
        .isEqualTo(FailureReason.TOO_DEEP);
  }

  @Test
  void extract_messageWithReports_eachIsAPart() throws Exception {
    String rtf = "{\\rtf1 Report.}";
    String message =
        String.join(
            "\r",
            "MSH|^~\\&|LAB|H|EHR|H|20260302100000||ORU^R01|1|P|2.5.1",
            "PID|1||1^^^H^MR||Doe^Jane",
            "OBR|1|||18748-4^Imaging^LN",
            "OBX|1|ED|18748-4^X-ray/CT^LN||^application^pdf^Base64^" + base64("%PDF-no"),
            "OBX|2|ED|2^Letter^L||^AP^RTF^Hex^"
                + HexFormat.of().formatHex(rtf.getBytes(StandardCharsets.UTF_8)),
            "OBX|3|ED|3^Remark^L||^text^plain^Base64^" + base64("Seen."));
    Path file = write("m.hl7", message.getBytes(StandardCharsets.UTF_8));

    try (Extracted extracted = extractor.extract(Extraction.source(file))) {
      assertThat(Extraction.text(extracted.text()).text())
          .contains("application/pdf, 7 bytes, a document of its own", "Seen.");
      assertThat(extracted.parts())
          .extracting(part -> part.fold(SourceFile::path, Object::toString))
          .containsExactly("m.hl7/X-ray-CT.pdf", "m.hl7/Letter.rtf");
    }
  }

  @Test
  void extract_resourcesWithFiles_eachIsAPart() throws Exception {
    String bundle =
        """
        {"resourceType":"Bundle","type":"collection","entry":[
         {"resource":{"resourceType":"DocumentReference","status":"current","content":[{"attachment":
          {"contentType":"application/pdf","title":"Discharge letter","data":"%s"}}]}},
         {"resource":{"resourceType":"Binary","contentType":"image/png","data":"%s"}},
         {"resource":{"resourceType":"Binary","contentType":"text/plain","data":"%s"}}]}
        """
            .formatted(base64("%PDF-no"), base64("picture"), base64("Plain words."));
    Path file = write("b.json", bundle.getBytes(StandardCharsets.UTF_8));

    try (Extracted extracted = extractor.extract(Extraction.source(file))) {
      assertThat(Extraction.text(extracted.text()).text())
          .contains("Plain words.", "a document of its own")
          .doesNotContain(base64("picture"));
      assertThat(extracted.parts())
          .extracting(part -> part.fold(SourceFile::path, Object::toString))
          .containsExactly("b.json/Discharge letter.pdf", "b.json/part-2.png");
    }
  }

  @Test
  void extract_clinicalDocumentAroundAPdf_thePdfIsItsPart() throws Exception {
    String xml =
        """
        <ClinicalDocument xmlns="urn:hl7-org:v3"><title>Scanned letter</title>
        <component><nonXMLBody><text mediaType="application/pdf" representation="B64">%s</text>
        </nonXMLBody></component></ClinicalDocument>
        """
            .formatted(base64("%PDF-no"));
    Path file = write("c.xml", xml.getBytes(StandardCharsets.UTF_8));

    try (Extracted extracted = extractor.extract(Extraction.source(file))) {
      assertThat(Extraction.text(extracted.text()).text()).contains("Scanned letter");
      assertThat(onlyPart(extracted).path()).isEqualTo("c.xml/part-1.pdf");
    }
  }

  @Test
  void extract_documentWithADocumentInIt_partWithTheEndingOfWhatItIs() throws Exception {
    byte[] inner = Samples.docx(List.of("The inner one."), List.of());
    Path file =
        write("o.docx", withObject(Samples.docx(List.of("The outer one."), List.of()), inner));

    try (Extracted extracted = extractor.extract(Extraction.source(file))) {
      assertThat(Extraction.text(extracted.text()).text()).isEqualTo("The outer one.");
      SourceFile part = onlyPart(extracted);
      assertThat(part.path()).startsWith("o.docx/").endsWith(".docx");
      assertThat(Files.readAllBytes(Path.of(part.location()))).isEqualTo(inner);
    }
  }

  /** The document with {@code object} put into it as office programs do. */
  private static byte[] withObject(byte[] document, byte[] object) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(document))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    String types = new String(entries.get("[Content_Types].xml"), StandardCharsets.UTF_8);
    String type = "<Default Extension='docx' ContentType='application/octet-stream'/>";
    entries.put(
        "[Content_Types].xml",
        types.replace("</Types>", type + "</Types>").getBytes(StandardCharsets.UTF_8));
    String relations =
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
            + "<Relationship Id='r1' Target='embeddings/object1.docx' Type='http://schemas."
            + "openxmlformats.org/officeDocument/2006/relationships/package'/></Relationships>";
    entries.put("word/_rels/document.xml.rels", relations.getBytes(StandardCharsets.UTF_8));
    entries.put("word/embeddings/object1.docx", object);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] sealed(byte[] envelope) {
    return """
        From: Ann <ann@example.org>
        Subject: Offer
        MIME-Version: 1.0
        Content-Type: application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"
        Content-Transfer-Encoding: base64
        Content-Disposition: attachment; filename="smime.p7m"

        %s
        """
        .formatted(Base64.getMimeEncoder().encodeToString(envelope))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A signature by nobody (RFC 5652, section 5.1); null: without what it signs. */
  private static byte[] signed(byte @Nullable [] content) {
    byte[] inner =
        content == null
            ? der(0x30, oid(DATA))
            : der(0x30, oid(DATA), der(0xA0, der(0x04, content)));
    byte[] data = der(0x30, der(2, new byte[] {1}), der(0x31), inner, der(0x31));
    return der(0x30, oid(SIGNED), der(0xA0, data));
  }

  /** The identifier 1.2.840.113549.1.7 and a last number. */
  private static byte[] oid(String last) {
    byte[] numbers = {0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 7, 0};
    numbers[numbers.length - 1] = Byte.parseByte(last);
    return der(6, numbers);
  }

  private static byte[] der(int tag, byte[]... contents) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] one : contents) {
      content.writeBytes(one);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(tag);
    if (content.size() < 0x80) {
      bytes.write(content.size());
    } else {
      bytes.writeBytes(new byte[] {(byte) 0x82});
      bytes.write(content.size() >> 8);
      bytes.write(content.size());
    }
    bytes.writeBytes(content.toByteArray());
    return bytes.toByteArray();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static SourceFile onlyPart(Extracted extracted) {
    assertThat(extracted.parts()).hasSize(1);
    return extracted
        .parts()
        .get(0)
        .fold(
            file -> file,
            failure -> {
              throw new AssertionError("not taken out: " + failure);
            });
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }
}
