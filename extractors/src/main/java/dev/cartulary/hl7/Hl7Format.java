package dev.cartulary.hl7;

import dev.cartulary.clinical.ClinicalFormat;
import dev.cartulary.clinical.UnreadableRecordException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xml.sax.SAXException;

/** HL7 version 2 in its encoding with bars and hats: one message, several, or a batch. */
public final class Hl7Format implements ClinicalFormat {
  private static final Set<String> FIRST = Set.of("MSH", "FHS", "BHS");

  /** Enough for marks before the first segment, its name and the separator. */
  private static final int HEAD_BYTES = 64;

  @Override
  public String mediaType() {
    return "application/hl7-v2";
  }

  @Override
  public boolean matches(InputStream bytes) throws IOException {
    byte[] head = bytes.readNBytes(HEAD_BYTES);
    String text =
        Lines.isUtf16(head)
            ? new String(head, StandardCharsets.UTF_16)
            : new String(head, StandardCharsets.ISO_8859_1);
    int at = Lines.start(text);
    // Prose could begin with these letters, but not with the separators after them.
    return text.length() > at + 4
        && FIRST.contains(text.substring(at, at + 3))
        && isSeparator(text.charAt(at + 3))
        && isSeparator(text.charAt(at + 4))
        && text.charAt(at + 3) != text.charAt(at + 4);
  }

  private static boolean isSeparator(char c) {
    return c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
  }

  @Override
  public void render(InputStream bytes, PageSink pages)
      throws IOException, SAXException, UnreadableRecordException {
    MessageReader messages = new MessageReader(bytes);
    while (messages.advance()) {
      pages.add(new MessagePage(messages.message()).text());
      enclosed(messages.message(), pages);
    }
    if (messages.count() == 0) {
      throw Place.file().broken("it has a batch header and no message");
    }
  }

  private static void enclosed(List<Segment> message, PageSink pages)
      throws IOException, SAXException {
    for (Segment segment : message) {
      if (segment.name().equals("OBX")) {
        Observation observation = new Observation(segment);
        for (Enclosure enclosure : observation.enclosures()) {
          Optional<byte[]> file = enclosure.file();
          if (file.isPresent()) {
            pages.enclosed(observation.name(), enclosure.mediaType(), file.get());
          }
        }
      }
    }
  }
}
