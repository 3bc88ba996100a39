package dev.cartulary.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cartulary.document.DocumentId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AuditLinkTest {
  private static final Instant NOW = Instant.parse("2026-11-21T02:03:04.567Z");
  private static final Actor ACTOR = new Actor("nightly", "records-1");

  /** Another writer of sorted JSON; it escapes as RFC 8785 asks for what is written here. */
  private static final JsonMapper SORTED =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  @Test
  void after_anEvent_isTheCanonicalFormAndItsHash() {
    AuditEvent event = new AuditEvent.DocumentRead("R1", new DocumentId("a".repeat(64)), false);

    AuditLink link = AuditLink.after(AuditHead.START, NOW, ACTOR, event);

    assertThat(link.event())
        .isEqualTo(
            "{\"action\":\"document.read\",\"at\":\"2026-11-21T02:03:04.567Z\",\"document\":\""
                + "a".repeat(64)
                + "\",\"host\":\"records-1\",\"how\":\"computed\",\"previous\":\""
                + "0".repeat(64)
                + "\",\"run\":\"R1\",\"sequence\":1,\"user\":\"nightly\"}");
    assertThat(link.head().toString()).isEqualTo("1:" + link.hash());
    assertThat(link.isIntact()).isTrue();
    assertThat(AuditHead.parse(link.head().toString())).contains(link.head());
  }

  @Test
  void line_ofAnyText_letsAnybodyRecomputeTheHash() throws Exception {
    String odd = "a\"b\\c/\b\f\n\r\t\u0001\u001f\u007f\u00e4\u20ac\uD83D\uDE00";
    AuditLink first =
        AuditLink.after(AuditHead.START, NOW, ACTOR, new AuditEvent.TrailExported(odd));
    AuditLink second =
        AuditLink.after(first.head(), NOW, ACTOR, new AuditEvent.ValuesRead("evaluate", odd, odd));

    String previous = "0".repeat(64);
    for (AuditLink link : new AuditLink[] {first, second}) {
      JsonNode read = SORTED.readTree(link.line());
      Map<String, Object> members = new TreeMap<>();
      read.properties()
          .forEach(
              member ->
                  members.put(
                      member.getKey(),
                      member.getValue().isNumber()
                          ? (Object) member.getValue().longValue()
                          : member.getValue().textValue()));
      Object hash = members.remove("hash");
      assertThat(members).containsEntry("previous", previous).containsEntry("job", odd);
      // Jackson writes the escapes of control characters in upper case.
      String canonical = SORTED.writeValueAsString(members).replace("\\u001F", "\\u001f");
      assertThat(hash).isEqualTo(sha256(canonical)).isEqualTo(link.hash());
      previous = String.valueOf(hash);
    }
  }

  @Test
  void line_ofADamagedEvent_keepsWhatIsThere() {
    assertThat(new AuditLink(3, "no {json", "ff").line())
        .isEqualTo("{\"damaged\":\"no {json\",\"hash\":\"ff\",\"sequence\":3}");
    assertThat(new AuditLink(3, "[1]", "ff").line()).contains("\"damaged\":\"[1]\"");
  }

  @Test
  void parse_ofAKeptHead_takesBothForms() {
    String hash = "0123456789abcdef".repeat(4);
    assertThat(KeptHead.parse(hash)).contains(new KeptHead(null, hash));
    assertThat(KeptHead.parse("12:" + hash)).contains(new KeptHead(12L, hash));
    assertThat(KeptHead.parse("12:" + hash.substring(1))).isEmpty();
    assertThat(KeptHead.parse("-1:" + hash)).isEmpty();
    assertThat(KeptHead.parse("")).isEmpty();
  }

  @Test
  void ofThisProcess_namesUserAndHost() {
    assertThat(Actor.ofThisProcess().user()).isEqualTo(System.getProperty("user.name"));
    assertThat(Actor.ofThisProcess().host()).isNotEmpty();
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
