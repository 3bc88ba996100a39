package dev.cartulary.ccda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cartulary.clinical.Hl7Date;
import dev.cartulary.clinical.UnreadableRecordException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.SAXException;

final class ClinicalDocumentTest {
  private static final String HEADER =
      "<recordTarget><patientRole><id root='1.2' extension='M-77'/>"
          + "<id root='2.16.840.1.113883.4.1' extension='000-00-0000'/>"
          + "<telecom value='tel: 555-0100'/><patient><name><given>Jane</given>"
          + "<family>Doe</family></name><administrativeGenderCode code='F' displayName='Female'/>"
          + "<birthTime value='19600203'/></patient></patientRole></recordTarget>"
          + "<documentationOf><serviceEvent><performer><assignedEntity><assignedPerson>"
          + "<name>Dr. Ada Ray</name></assignedPerson></assignedEntity></performer>"
          + "</serviceEvent></documentationOf>";

  @Test
  void render_header_labelledLines() throws Exception {
    assertThat(render(document(HEADER)).strip().lines())
        .containsExactly(
            "Patient Name: Jane Doe",
            "MRN: M-77",
            "Social Security Number: 000-00-0000",
            "Date of Birth: 1960-02-03",
            "Sex: Female",
            "Phone: 555-0100",
            "Provider: Dr. Ada Ray");
  }

  @Test
  void render_sectionWithTable_rowsNameTheirHeaders() throws Exception {
    String table =
        "<table><thead><tr><th>Drug</th><th>Dose</th></tr></thead><tbody>"
            + "<tr><td>Aspirin</td><td>81 mg</td></tr><tr><td>Insulin</td><td/></tr>"
            + "<tr><td>None</td></tr></tbody></table>";

    assertThat(render(document(section("Medications", table))).strip().lines())
        .containsExactly("Medications", "Drug: Aspirin; Dose: 81 mg", "Drug: Insulin", "None");
  }

  @Test
  void render_paragraphsAndLists_lines() throws Exception {
    String text =
        "<paragraph>No <content>known</content> allergies.</paragraph>"
            + "<list><item>rest</item><item>fluids</item></list>";

    assertThat(render(document(section("Plan", text))).lines().filter(line -> !line.isBlank()))
        .containsExactly("Plan", "No known allergies.", "- rest", "- fluids");
  }

  @Test
  void render_sectionWithoutNarrative_namesOfItsCodes() throws Exception {
    String section =
        "<component><structuredBody><component><section><title>Problems</title><entry>"
            + "<observation><value displayName='Asthma'/></observation></entry></section>"
            + "</component></structuredBody></component>";

    assertThat(render(document(section))).contains("Problems\nAsthma");
  }

  @Test
  void render_entity_refused() {
    String xml =
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
            + document(section("Plan", "<paragraph>&e;</paragraph>"));

    assertThatThrownBy(() -> render(xml)).isInstanceOf(SAXException.class);
  }

  @Test
  void render_bodyOfBase64_refused() {
    String body =
        "<component><nonXMLBody><text mediaType='application/pdf'><reference value='a.pdf'/></text>"
            + "</nonXMLBody></component>";

    assertThatThrownBy(() -> render(document(body)))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining("application/pdf");
  }

  @Test
  void matches_otherXmlOrNone_false() {
    assertThat(new ClinicalDocument().matches(stream(document("")))).isTrue();
    assertThat(new ClinicalDocument().matches(stream("<ClinicalDocument/>"))).isFalse();
    assertThat(new ClinicalDocument().matches(stream("<html/>"))).isFalse();
    assertThat(new ClinicalDocument().matches(stream("plain"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1960, 1960",
    "196002, 1960-02",
    "19600203, 1960-02-03",
    "201404161154, 2014-04-16T11:54",
    "20140416115439, 2014-04-16T11:54:39",
    "20140416115439.123-0500, 2014-04-16T11:54:39-05:00",
    "unknown, unknown",
  })
  void iso_hl7Time_asExactAsItWas(String raw, String iso) {
    assertThat(Hl7Date.iso(raw)).isEqualTo(iso);
  }

  private static String document(String content) {
    return "<ClinicalDocument xmlns='urn:hl7-org:v3'>" + content + "</ClinicalDocument>";
  }

  private static String section(String title, String text) {
    return "<component><structuredBody><component><section><title>"
        + title
        + "</title><text>"
        + text
        + "</text></section></component></structuredBody></component>";
  }

  private static String render(String xml) throws Exception {
    List<String> pages = new ArrayList<>();
    new ClinicalDocument().render(stream(xml), pages::add);
    assertThat(pages).hasSize(1);
    return pages.get(0);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
