package dev.cartulary.tika;

import dev.cartulary.outcome.FailureReason;
import dev.cartulary.text.RawPage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TemporaryResources;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.metadata.TikaCoreProperties.EmbeddedResourceType;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * What becomes of documents inside a document.
 *
 * <p>Attachments of a message are further pages of it, one empty page for what is no document (a
 * signature, a sound); one that is damaged, encrypted or needs an OCR that is not there fails the
 * message, so that nobody takes the rest for the whole. Objects within an office document are part
 * of its text where they have any. Pictures that belong to the layout are left alone, and a PDF's
 * pages are its own only.
 */
final class Attachments implements EmbeddedDocumentExtractor {
  private enum Rule {
    PAGES,
    WITHIN
  }

  private final Rule rule;
  private final @Nullable DocumentReader reader;
  private final @Nullable PageCollector host;
  private final Budget budget;
  private final int depth;
  private final List<RawPage> pages = new ArrayList<>();
  private int count;

  private Attachments(
      Rule rule,
      @Nullable DocumentReader reader,
      @Nullable PageCollector host,
      Budget budget,
      int depth) {
    this.rule = rule;
    this.reader = reader;
    this.host = host;
    this.budget = budget;
    this.depth = depth;
  }

  static Attachments asPages(DocumentReader reader, PageCollector host, Budget budget, int depth) {
    return new Attachments(Rule.PAGES, reader, host, budget, depth);
  }

  static Attachments within(DocumentReader reader, PageCollector host, Budget budget, int depth) {
    return new Attachments(Rule.WITHIN, reader, host, budget, depth);
  }

  /** Pages of the attachments so far, in their order. */
  List<RawPage> pages() {
    return pages;
  }

  @Override
  public boolean shouldParseEmbedded(Metadata metadata) {
    return !isLayout(metadata) && !isSignature(metadata);
  }

  private static boolean isSignature(Metadata metadata) {
    String type = type(metadata);
    String name = String.valueOf(metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY));
    return type.contains("pkcs7-signature")
        || type.contains("pgp-signature")
        || name.endsWith(".p7s");
  }

  private boolean isLayout(Metadata metadata) {
    String kind = metadata.get(TikaCoreProperties.EMBEDDED_RESOURCE_TYPE);
    if (type(metadata).startsWith("image/")) {
      // Outlook names the place in the message at which a picture is shown.
      return rule == Rule.WITHIN
          || EmbeddedResourceType.INLINE.toString().equals(kind)
          || metadata.get("mapi:attach:content-id") != null
          || metadata.get("mapi:attach:content-location") != null;
    }
    return EmbeddedResourceType.METADATA.toString().equals(kind)
        || EmbeddedResourceType.MACRO.toString().equals(kind)
        || EmbeddedResourceType.THUMBNAIL.toString().equals(kind);
  }

  /** Whether a part is what the writer of the message wrote, and no file of its own. */
  private boolean isLetter(Metadata metadata) {
    return rule == Rule.PAGES
        && metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY) == null
        && (type(metadata).equals("text/plain") || type(metadata).equals("text/html"));
  }

  private static String type(Metadata metadata) {
    return String.valueOf(metadata.get(Metadata.CONTENT_TYPE));
  }

  @Override
  public void parseEmbedded(
      InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml)
      throws SAXException, IOException {
    // Some parsers do not ask first.
    if (reader == null || !shouldParseEmbedded(metadata)) {
      return;
    }
    boolean letter = isLetter(metadata);
    count += letter ? 0 : 1;
    try (TemporaryResources temporary = new TemporaryResources()) {
      TikaInputStream part = TikaInputStream.get(stream, temporary, metadata);
      if (part.getOpenContainer() == null && part.getPath().toFile().length() == 0) {
        return;
      }
      boolean pictures = rule == Rule.PAGES;
      List<RawPage> found =
          reader.read(part, hints(metadata, letter), budget, depth + 1, pictures).pages();
      add(found, letter || rule == Rule.WITHIN);
    } catch (TikaException | RuntimeException | IOException | SAXException e) {
      Diagnosis diagnosis = Diagnosis.of(e);
      if (diagnosis.reason() == FailureReason.UNSUPPORTED) {
        add(List.of(new RawPage("", false)), rule == Rule.WITHIN);
      } else if (rule == Rule.PAGES || diagnosis.reason() == FailureReason.TOO_LARGE) {
        throw new Refusal(diagnosis.reason(), "attachment " + count + ": " + diagnosis.message());
      }
    }
  }

  private static Metadata hints(Metadata metadata, boolean letter) {
    Metadata hints = new Metadata();
    String name = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
    hints.set(TikaCoreProperties.RESOURCE_NAME_KEY, name == null ? "" : name);
    if (letter) {
      hints.set(TikaCoreProperties.CONTENT_TYPE_PARSER_OVERRIDE, type(metadata));
      hints.set(Metadata.CONTENT_ENCODING, metadata.get(Metadata.CONTENT_ENCODING));
    }
    return hints;
  }

  private void add(List<RawPage> found, boolean intoHost) throws SAXException {
    if (intoHost && host != null) {
      for (RawPage page : found) {
        host.block(page.text());
      }
      return;
    }
    // A picture that shows no writing is a logo or a photograph.
    boolean writing = found.stream().anyMatch(page -> !page.ocr() || !page.text().isBlank());
    pages.addAll(writing ? found : List.of());
  }
}
