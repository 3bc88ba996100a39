package dev.cartulary.tika;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.document.ExtractedText;
import dev.cartulary.outcome.Failure;
import dev.cartulary.outcome.FailureReason;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClinicalRecordsTest {
  private static final String MESSAGE =
      "MSH|^~\\&|A|B|||20240102||ADT^A01|1|P|2.3\rPID|1||4711||Roe^Jane\r";

  private static ForkedExtractor extractor;
  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    extractor = new ForkedExtractor(ParserLimits.DEFAULT.withPages(3).withProcesses(1));
  }

  @AfterAll
  static void stop() {
    extractor.close();
  }

  @ParameterizedTest
  @CsvSource({"a.hl7", "a.txt", "a.dat", "a.pdf", "a"})
  void extract_messageUnderAnyName_readByItsContent(String name) throws Exception {
    ExtractedText text = Extraction.text(extractor, write(name, "\u000b" + MESSAGE + "\u001c\r"));

    assertThat(text.mediaType()).isEqualTo("application/hl7-v2");
    assertThat(text.text()).contains("Patient Name: Jane Roe\nMRN: 4711");
    assertThat(text.pages()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"a.json", "a.ndjson", "a.txt", "a"})
  void extract_resourceInJson_readByItsContent(String name) throws Exception {
    String patient = "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Roe\"}]}";

    ExtractedText text = Extraction.text(extractor, write(name, patient + "\n" + patient));

    assertThat(text.mediaType()).isEqualTo("application/fhir+json");
    assertThat(text.text()).contains("Patient Name: Roe");
    assertThat(text.pages()).hasSize(2);
  }

  @Test
  void extract_resourceInXml_readByItsContent() throws Exception {
    String xml =
        "<Patient xmlns='http://hl7.org/fhir'><name><family value='Roe'/></name></Patient>";

    ExtractedText text = Extraction.text(extractor, write("a.txt", xml));

    assertThat(text.mediaType()).isEqualTo("application/fhir+xml");
    assertThat(text.text()).startsWith("Patient Name: Roe");
  }

  @Test
  void extract_brokenMessage_corruptAtItsPlace() throws Exception {
    Failure failure = Extraction.failure(extractor, write("a.hl7", MESSAGE + "no segment\r"));

    assertThat(failure.reason()).isEqualTo(FailureReason.CORRUPT);
    assertThat(failure.message()).contains("message 1").contains("PID").doesNotContain("Roe");
  }

  @Test
  void extract_batchOverTheLimitOfPages_tooLarge() throws Exception {
    Failure failure = Extraction.failure(extractor, write("a.hl7", MESSAGE.repeat(4)));

    assertThat(failure.reason()).isEqualTo(FailureReason.TOO_LARGE);
  }

  /** Addresses in a record are words: nobody is asked about them. */
  @Test
  void extract_recordsWithAddresses_noConnection() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(500);
      String url = "http://127.0.0.1:" + server.getLocalPort() + "/x";
      String json =
          "{\"resourceType\":\"DocumentReference\",\"meta\":{\"profile\":[\"%s\"]},\"status\":"
              + "\"current\",\"subject\":{\"reference\":\"%s\"},\"extension\":[{\"url\":\"%s\",\"valueUrl\":"
              + "\"%s\"}],\"content\":[{\"attachment\":{\"url\":\"%s\"}}]}";
      String xml =
          "<!DOCTYPE Patient SYSTEM '%s' [<!ENTITY %% p SYSTEM '%s'> %%p;]><Patient"
              + " xmlns='http://hl7.org/fhir' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
              + " xsi:schemaLocation='http://hl7.org/fhir %s'/>";

      Extraction.text(extractor, write("a.json", json.replace("%s", url)));
      Extraction.text(extractor, write("a.hl7", MESSAGE + "OBX|1|RP|X^Scan||" + url + "\r"));
      assertThat(
              Extraction.failure(extractor, write("a.xml", xml.formatted(url, url, url))).reason())
          .isEqualTo(FailureReason.CORRUPT);

      assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  private Path write(String name, String text) throws Exception {
    return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }
}
