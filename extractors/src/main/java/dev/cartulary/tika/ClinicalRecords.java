package dev.cartulary.tika;

import dev.cartulary.ccda.ClinicalDocument;
import dev.cartulary.clinical.ClinicalFormat;
import dev.cartulary.clinical.UnreadableRecordException;
import dev.cartulary.fhir.FhirFormat;
import dev.cartulary.hl7.Hl7Format;
import dev.cartulary.text.RawPage;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xml.sax.SAXException;

/** The standards of patient records, which Tika knows only as plain text, JSON and XML. */
final class ClinicalRecords {
  private static final List<ClinicalFormat> FORMATS =
      List.of(new ClinicalDocument(), new Hl7Format(), FhirFormat.JSON, FhirFormat.XML);

  private ClinicalRecords() {}

  /** The format of a file, by its content; none for files of any other kind. */
  static Optional<ClinicalFormat> formatOf(Path file) throws IOException {
    for (ClinicalFormat format : FORMATS) {
      try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
        if (format.matches(bytes)) {
          return Optional.of(format);
        }
      }
    }
    return Optional.empty();
  }

  /** The pages of a record; the files within it go to {@code parts}. */
  static List<RawPage> pages(Path file, ClinicalFormat format, Budget budget, PartSpool parts)
      throws IOException, SAXException {
    List<RawPage> pages = new ArrayList<>();
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
      format.render(
          bytes,
          new ClinicalFormat.PageSink() {
            @Override
            public void add(String text) throws Refusal {
              budget.takePages(1);
              budget.takeCharacters(text.length());
              pages.add(new RawPage(text, false));
            }

            @Override
            public void enclosed(String name, String mediaType, byte[] content)
                throws IOException, Refusal {
              String extension = Format.extension(mediaType);
              // A slash is a folder in the name of a part, and no more than a slash here.
              String called = name.replace('/', '-').replace('\\', '-').strip();
              boolean bare = called.isEmpty() || called.endsWith(extension);
              parts.add(
                  bare ? called : called + extension, extension, new ByteArrayInputStream(content));
            }
          });
    } catch (UnreadableRecordException e) {
      throw new Refusal(e.reason(), String.valueOf(e.getMessage()));
    }
    return pages;
  }
}
