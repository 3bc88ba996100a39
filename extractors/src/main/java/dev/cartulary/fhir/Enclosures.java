package dev.cartulary.fhir;

import dev.cartulary.clinical.ClinicalFormat.PageSink;
import java.io.IOException;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Property;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** The files within a resource that its page only names: reports as PDF, scans. */
final class Enclosures {
  private Enclosures() {}

  /** Hands those of {@code within}, in their order, to {@code pages}. */
  static void tell(Base within, PageSink pages) throws IOException, SAXException {
    if (within instanceof Attachment attachment) {
      tell(
          Phrases.text(attachment.getTitle()),
          Phrases.text(attachment.getContentType()),
          attachment.getData(),
          pages);
    } else if (within instanceof Binary binary) {
      tell("", Phrases.text(binary.getContentType()), binary.getData(), pages);
    } else {
      for (Property property : within.children()) {
        for (Base value : property.getValues()) {
          tell(value, pages);
        }
      }
    }
  }

  private static void tell(String name, String mediaType, byte @Nullable [] data, PageSink pages)
      throws IOException, SAXException {
    if (data != null && data.length > 0 && !Phrases.isShown(mediaType)) {
      pages.enclosed(name, mediaType, data);
    }
  }
}
