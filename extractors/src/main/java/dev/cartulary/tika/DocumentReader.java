package dev.cartulary.tika;

import dev.cartulary.clinical.ClinicalFormat;
import dev.cartulary.layout.PageFlow;
import dev.cartulary.outcome.FailureReason;
import dev.cartulary.pdf.PdfText;
import dev.cartulary.text.RawPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.detect.TextDetector;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TemporaryResources;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.DefaultParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.xml.sax.SAXException;

/** Reads one document after the other, in this process. Not safe for use by several threads. */
final class DocumentReader {

  private static final int DEEPEST_ATTACHMENT = 8;

  /** Nothing else begins so, and of PDFs there are the most. */
  private static final byte[] PDF_HEAD = "%PDF-".getBytes(StandardCharsets.US_ASCII);

  private static final MediaType PDF = MediaType.application("pdf");

  private final Detector detector = new DefaultDetector();
  private final MediaTypeRegistry types = MediaTypeRegistry.getDefaultRegistry();
  private final Set<MediaType> readable;
  private final Parser parser;
  private final OcrDesk ocr;

  DocumentReader(OcrDesk ocr) {
    this.ocr = ocr;
    Parser all = new DefaultParser(types);
    this.readable = all.getSupportedTypes(new ParseContext());
    // The type is known by then: looking a second time would cost as much again.
    Detector known =
        (stream, metadata) -> {
          MediaType type = MediaType.parse(metadata.get(Metadata.CONTENT_TYPE));
          return type == null ? MediaType.OCTET_STREAM : type;
        };
    this.parser = new AutoDetectParser(known, all);
  }

  /** A document as it was found: its type and its pages; an archive has none. */
  record Content(String mediaType, List<RawPage> pages) {}

  /**
   * The pages of a document. What is a document of its own inside of it goes to {@code parts}.
   *
   * @param metadata what is known beforehand: the file's name, a hint where the bytes say nothing;
   *     for the parts of a message, what the message says of them
   * @param depth 0 for a file, 1 for its attachments
   * @param pictures whether a picture is a document, not an ornament of one
   */
  Content read(
      TikaInputStream stream,
      Metadata metadata,
      Budget budget,
      PartSpool parts,
      int depth,
      boolean pictures)
      throws IOException, TikaException, SAXException {
    if (depth > DEEPEST_ATTACHMENT) {
      throw new Refusal(
          FailureReason.TOO_DEEP,
          "documents within the document go deeper than " + DEEPEST_ATTACHMENT);
    }
    boolean pdf = beginsAsPdf(stream);
    MediaType type = pdf ? PDF : type(stream, metadata);
    metadata.set(Metadata.CONTENT_TYPE, type.toString());
    String mediaType = type.getBaseType().toString();
    Format format = Format.of(type);
    boolean onDisk = stream.getOpenContainer() == null || stream.hasFile();
    if (onDisk && format != Format.ARCHIVE) {
      Optional<ClinicalFormat> clinical =
          pdf ? Optional.empty() : ClinicalRecords.formatOf(stream.getPath());
      if (clinical.isPresent()) {
        return new Content(
            clinical.get().mediaType(),
            ClinicalRecords.pages(stream.getPath(), clinical.get(), budget, parts));
      }
      Wholeness.require(stream.getPath(), format);
    }
    boolean picture = format == Format.PICTURE || format == Format.TIFF;
    if (format == Format.FOREIGN || (picture ? !pictures : !isReadable(type))) {
      throw new Refusal(FailureReason.UNSUPPORTED, "no text is read from " + mediaType);
    }
    return switch (format) {
      case PICTURE, TIFF ->
          new Content(
              mediaType,
              PageFlow.arrange(ocr.read(stream.getPath(), format == Format.TIFF, budget)));
      case PDF -> new Content(mediaType, pdf(stream, budget, parts));
      case ARCHIVE -> {
        Path file = stream.getPath();
        parse(stream, metadata, format, budget, parts, depth);
        // After what could be taken out of it.
        Wholeness.require(file, format);
        if (parts.parts().isEmpty()) {
          throw new Refusal(FailureReason.NO_TEXT, "the archive holds no files");
        }
        yield new Content(mediaType, List.of());
      }
      case SIGNED -> {
        String name = String.valueOf(metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY));
        SignedContent.open(
            parser,
            stream,
            metadata,
            content -> parts.add(SignedContent.innerName(name), "", content));
        yield new Content(mediaType, List.of());
      }
      case HTML, XML, RTF, PACKAGED, MAIL, OTHER, FOREIGN ->
          new Content(mediaType, parse(stream, metadata, format, budget, parts, depth));
    };
  }

  private static boolean beginsAsPdf(TikaInputStream stream) throws IOException {
    byte[] head = new byte[PDF_HEAD.length];
    return stream.peek(head) == head.length && Arrays.equals(head, PDF_HEAD);
  }

  /**
   * What the bytes are. The name counts only where it leads to something that can be read: a note
   * called {@code a_letter.txt} is no table of a laboratory, although such tables are called so.
   * What nothing can read is plain text if it looks like it.
   */
  MediaType type(TikaInputStream stream, Metadata named) throws IOException {
    MediaType type = detector.detect(stream, named);
    for (Detector next : List.of(detector, new TextDetector())) {
      if (!isReadable(type)) {
        MediaType other = next.detect(stream, new Metadata());
        type = isReadable(other) ? other : type;
      }
    }
    return type;
  }

  private boolean isReadable(MediaType type) {
    for (MediaType t = type; t != null; t = types.getSupertype(t)) {
      if (readable.contains(t) || readable.contains(t.getBaseType())) {
        return true;
      }
    }
    return false;
  }

  /**
   * The pages of a letter that was put into its signature; what is attached to it goes to {@code
   * parts}.
   */
  List<RawPage> sealedLetter(TikaInputStream stream, Budget budget, PartSpool parts, int depth)
      throws IOException, TikaException, SAXException {
    List<RawPage> pages = new ArrayList<>();
    Metadata metadata = new Metadata();
    metadata.set(Metadata.CONTENT_TYPE, "application/pkcs7-mime");
    SignedContent.open(
        parser,
        stream,
        metadata,
        content -> {
          Metadata hints = new Metadata();
          hints.set(TikaCoreProperties.CONTENT_TYPE_PARSER_OVERRIDE, "message/rfc822");
          try (TemporaryResources temporary = new TemporaryResources()) {
            TikaInputStream letter = TikaInputStream.get(content, temporary, hints);
            pages.addAll(read(letter, hints, budget, parts, depth, false).pages());
          }
        });
    return pages;
  }

  private List<RawPage> pdf(TikaInputStream stream, Budget budget, PartSpool parts)
      throws IOException, Refusal {
    Path file = stream.getPath();
    PdfText.Pages read =
        PdfText.read(
            file,
            page -> {
              try {
                budget.takePages(1);
                budget.takeCharacters(page.text().length());
              } catch (Refusal e) {
                throw new IOException(e);
              }
            },
            (name, content) -> {
              try {
                parts.add(name, "", content);
              } catch (Refusal e) {
                throw new IOException(e);
              }
            });
    if (read.pages().isEmpty() || read.counted() != read.pages().size()) {
      throw new Refusal(
          FailureReason.CORRUPT,
          "the PDF counts "
              + read.counted()
              + " pages and "
              + read.pages().size()
              + " can be read: the file is damaged or cut off");
    }
    return PageFlow.arrange(ocr.complete(file, read));
  }

  private List<RawPage> parse(
      TikaInputStream stream,
      Metadata metadata,
      Format format,
      Budget budget,
      PartSpool parts,
      int depth)
      throws IOException, TikaException, SAXException {
    PageCollector collector = new PageCollector(budget, format == Format.HTML);
    ParseContext context = new ParseContext();
    Attachments attachments =
        format == Format.MAIL || format == Format.ARCHIVE
            ? Attachments.asParts(this, collector, budget, parts, depth)
            : Attachments.within(this, collector, budget, parts, depth);
    context.set(EmbeddedDocumentExtractor.class, attachments);
    parser.parse(stream, collector, metadata, context);
    List<RawPage> pages = new ArrayList<>(collector.pages());
    if (format == Format.MAIL) {
      RawPage letter = pages.get(0);
      pages.set(0, new RawPage(MailHeader.lines(metadata) + letter.text(), letter.ocr()));
    }
    pages.addAll(attachments.pages());
    return pages;
  }
}
