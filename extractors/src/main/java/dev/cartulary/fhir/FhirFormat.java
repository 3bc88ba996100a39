package dev.cartulary.fhir;

import dev.cartulary.clinical.ClinicalFormat;
import dev.cartulary.clinical.UnreadableRecordException;
import dev.cartulary.clinical.XmlRoot;
import dev.cartulary.outcome.FailureReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.xml.sax.SAXException;

/** The encodings of FHIR's resources. */
public enum FhirFormat implements ClinicalFormat {
  /** A resource, or several one after the other, as in bulk exports with one a line. */
  JSON("application/fhir+json") {
    @Override
    public boolean matches(InputStream bytes) throws IOException {
      return new JsonObjects(bytes).beginsWithResource();
    }

    @Override
    public void render(InputStream bytes, PageSink pages)
        throws IOException, SAXException, UnreadableRecordException {
      JsonObjects objects = new JsonObjects(bytes);
      for (Optional<String> json = objects.next(); json.isPresent(); json = objects.next()) {
        ResourceParser.Parsed parsed = ResourceParser.json(json.get(), objects.count());
        pages.add(ResourcePage.text(parsed));
        // Most resources have none, and going through all elements of a bundle takes a while.
        if (json.get().contains("\"data\"")) {
          Enclosures.tell(parsed.resource(), pages);
        }
      }
    }
  },

  /** One resource. */
  XML("application/fhir+xml") {
    @Override
    public boolean matches(InputStream bytes) {
      return XmlRoot.of(bytes)
          .filter(root -> root.getNamespaceURI().equals("http://hl7.org/fhir"))
          .isPresent();
    }

    @Override
    public void render(InputStream bytes, PageSink pages)
        throws IOException, SAXException, UnreadableRecordException {
      byte[] xml = bytes.readAllBytes();
      // Without a document type there are no entities, neither external nor exploding ones.
      if (XmlRoot.declaresType(new ByteArrayInputStream(xml))) {
        throw new UnreadableRecordException(
            FailureReason.CORRUPT,
            "the FHIR XML declares a document type, which FHIR does not allow; remove it");
      }
      ResourceParser.Parsed parsed = ResourceParser.xml(new ByteArrayInputStream(xml));
      pages.add(ResourcePage.text(parsed));
      Enclosures.tell(parsed.resource(), pages);
    }
  };

  private final String mediaType;

  FhirFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  @Override
  public String mediaType() {
    return mediaType;
  }
}
