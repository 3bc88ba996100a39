package dev.cartulary.tika;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that ask to be completed from elsewhere get nothing from there, not even a call. */
final class NoConnectionTest {
  private static final String SECRET = "what only the other file says";
  @TempDir private Path folder;

  @Test
  void extract_documentsThatReferToAServer_noConnectionAndNoForeignFile() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    List<String> read;
    Thread counter;
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      counter = new Thread(() -> count(server, connections));
      counter.start();
      String base = "http://127.0.0.1:" + server.getLocalPort() + "/";
      new Socket(server.getInetAddress(), server.getLocalPort()).close();
      Path secret = Files.writeString(folder.resolve("secret.txt"), SECRET);
      read = read(documents(base, secret.toUri().toString()));
    }
    counter.join();

    assertThat(read).hasSize(9).noneMatch(came -> came.contains(SECRET));
    assertThat(read)
        .allMatch(came -> came.startsWith("text: ") || came.equals("CORRUPT"))
        .filteredOn(came -> came.startsWith("text: "))
        .hasSizeGreaterThan(4);
    // The one that this test made itself, to know that they are counted.
    assertThat(connections).hasValue(1);
  }

  private static List<String> read(List<Path> files) throws Exception {
    List<String> read = new ArrayList<>();
    try (ForkedExtractor extractor = new ForkedExtractor(ParserLimits.DEFAULT.withProcesses(1))) {
      for (Path file : files) {
        read.add(
            extractor
                .extract(Extraction.source(file))
                .text()
                .fold(text -> "text: " + text.text(), failure -> failure.reason().name()));
      }
    }
    return read;
  }

  private static void count(ServerSocket server, AtomicInteger connections) {
    try {
      while (true) {
        server.accept().close();
        connections.incrementAndGet();
      }
    } catch (SocketException e) {
      // Closed: the test is over.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> documents(String base, String file) throws IOException {
    String entities =
        "<!DOCTYPE %s SYSTEM '"
            + base
            + "a.dtd' [<!ENTITY far SYSTEM '"
            + base
            + "b'><!ENTITY near SYSTEM '"
            + file
            + "'><!ENTITY %% more SYSTEM '"
            + base
            + "c'>%%more;]>";
    List<Path> made = new ArrayList<>();
    made.add(
        Files.writeString(
            folder.resolve("note.xml"),
            "<?xml version='1.0'?><?xml-stylesheet href='"
                + base
                + "x.xsl' type='text/xsl'?>"
                + entities.formatted("note")
                + "<note>Note &far; &near;</note>"));
    made.add(
        Files.writeString(
            folder.resolve("visit.xml"),
            "<?xml version='1.0'?>"
                + entities.formatted("ClinicalDocument")
                + "<ClinicalDocument xmlns='urn:hl7-org:v3'><title>&far; &near;</title>"
                + "</ClinicalDocument>"));
    made.add(
        Files.writeString(
            folder.resolve("referring.xml"),
            "<?xml version='1.0'?><?xml-stylesheet href='"
                + base
                + "x.xsl' type='text/xsl'?><ClinicalDocument xmlns='urn:hl7-org:v3'"
                + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation="
                + "'urn:hl7-org:v3 "
                + base
                + "CDA.xsd'><title>Visit</title><component><structuredBody><component><section>"
                + "<title>Plan</title><text>Rest. <linkHtml href='"
                + base
                + "l'>see</linkHtml><renderMultiMedia referencedObject='m'/></text><entry>"
                + "<observationMedia classCode='OBS' moodCode='EVN' ID='m'><value mediaType="
                + "'image/png'><reference value='"
                + base
                + "i.png'/></value></observationMedia></entry></section></component>"
                + "</structuredBody></component></ClinicalDocument>"));
    made.add(
        Files.writeString(
            folder.resolve("page.html"),
            entities.formatted("html")
                + ("<html><head><base href='%s'><link rel='stylesheet' href='%ss.css'><meta"
                        + " http-equiv='refresh' content='0;url=%sr'></head><body>Page &far; &near;"
                        + "<img src='%si.png'><object data='%so'></object><iframe src='%sf'></iframe>"
                        + "<embed src='%se'><video src='%sv'></video></body></html>")
                    .replace("%s", base)));
    String body =
        "<w:document xmlns:w='"
            + HostileFiles.WORD
            + "' xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>"
            + "<w:body><w:p><w:r><w:t>Letter</w:t></w:r></w:p><w:p><w:fldSimple w:instr='"
            + "INCLUDETEXT \""
            + base
            + "t.docx\"'><w:r><w:t>field</w:t></w:r></w:fldSimple></w:p></w:body></w:document>";
    made.add(
        HostileFiles.docx(
            folder.resolve("letter.docx"),
            body,
            base + "t.dotm",
            base + "i.png",
            base + "o.bin",
            base + "h"));
    made.add(
        HostileFiles.docx(
            folder.resolve("entities.docx"),
            entities.formatted("w:document") + body.replace("Letter", "Letter &far; &near;")));
    made.add(
        Files.writeString(
            folder.resolve("letter.rtf"),
            "{\\rtf1{\\*\\template "
                + base
                + "t.dot}\\pard Letter {\\field{\\*\\fldinst INCLUDEPICTURE \""
                + base
                + "i.png\"}{\\fldrslt picture}}}"));
    made.add(
        Files.writeString(
            folder.resolve("mail.eml"),
            """
            From: a@example.org
            Subject: Mail
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="b"

            --b
            Content-Type: text/html

            <html><body>Mail <img src="%si.png"></body></html>
            --b
            Content-Type: message/external-body; access-type=URL; URL="%sx"

            Content-Type: text/plain

            --b--
            """
                .formatted(base, base)));
    made.add(
        HostileFiles.pdf(
            folder.resolve("page.pdf"),
            "",
            List.of(
                "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /URI /URI (%s) >> /AcroForm << /XFA 6 0 R /Fields [] >> >>"
                    .replace("%s", base),
                "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents [5 0 R 7 0 R]"
                        + " /Resources << /Font << /F 4 0 R >> /XObject << /X 7 0 R >> >> /AA << /O"
                        + " << /S /SubmitForm /F << /FS /URL /F (%s) >> >> >> /Annots [ << /Type"
                        + " /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /GoToR /F << /FS /URL /F"
                        + " (%s) >> >> >> ] >>")
                    .replace("%s", base),
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
                HostileFiles.stream("", "BT /F 12 Tf 72 700 Td (A page.) Tj ET /X Do"),
                HostileFiles.stream(
                    "",
                    entities.formatted("xdp:xdp")
                        + "<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'>&far;&near;</xdp:xdp>"),
                HostileFiles.stream(
                    "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /F << /FS /URL /F (%s) >>"
                        .replace("%s", base),
                    ""))));
    return made;
  }
}
