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
    WITHIN,
    IGNORED
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

  static Attachments asPages(DocumentReader reader, Budget budget, int depth) {
    return new Attachments(Rule.PAGES, reader, null, budget, depth);
  }

  static Attachments within(DocumentReader reader, PageCollector host, Budget budget, int depth) {
    return new Attachments(Rule.WITHIN, reader, host, budget, depth);
  }

  static Attachments ignored() {
    return new Attachments(Rule.IGNORED, null, null, new Budget(0, 0), 0);
  }

  /** Pages of the attachments so far, in their order. */
  List<RawPage> pages() {
    return pages;
  }

  @Override
  public boolean shouldParseEmbedded(Metadata metadata) {
    return rule != Rule.IGNORED && !isLayout(metadata) && !isSignature(metadata);
  }

  private boolean isSignature(Metadata metadata) {
    String type = String.valueOf(metadata.get(Metadata.CONTENT_TYPE));
    String name = String.valueOf(metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY));
    return type.contains("pkcs7-signature")
        || type.contains("pgp-signature")
        || name.endsWith(".p7s");
  }

  private boolean isLayout(Metadata metadata) {
    String type = metadata.get(Metadata.CONTENT_TYPE);
    boolean picture = type != null && type.startsWith("image/");
    // Outlook names the place in the message at which a picture is shown.
    boolean shown =
        metadata.get("mapi:attach:content-id") != null
            || metadata.get("mapi:attach:content-location") != null;
    if (picture && (rule == Rule.WITHIN || shown)) {
      return true;
    }
    String kind = metadata.get(TikaCoreProperties.EMBEDDED_RESOURCE_TYPE);
    return TikaCoreProperties.EmbeddedResourceType.INLINE.toString().equals(kind)
        || TikaCoreProperties.EmbeddedResourceType.METADATA.toString().equals(kind)
        || TikaCoreProperties.EmbeddedResourceType.MACRO.toString().equals(kind)
        || TikaCoreProperties.EmbeddedResourceType.THUMBNAIL.toString().equals(kind);
  }

  @Override
  public void parseEmbedded(
      InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml)
      throws SAXException, IOException {
    // Some parsers do not ask first.
    if (reader == null || !shouldParseEmbedded(metadata)) {
      return;
    }
    count++;
    String name = metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY);
    try (TemporaryResources temporary = new TemporaryResources()) {
      TikaInputStream whole = TikaInputStream.get(stream, temporary, metadata);
      if (whole.getOpenContainer() == null && whole.getPath().toFile().length() == 0) {
        return;
      }
      add(
          reader
              .read(whole, name == null ? "" : name, budget, depth + 1, rule == Rule.PAGES)
              .pages());
    } catch (TikaException | RuntimeException | IOException | SAXException e) {
      Diagnosis diagnosis = Diagnosis.of(e);
      boolean page = rule == Rule.PAGES;
      if (diagnosis.reason() == FailureReason.UNSUPPORTED) {
        add(List.of(new RawPage("", false)));
      } else if (page || diagnosis.reason() == FailureReason.TOO_LARGE) {
        throw new Refusal(diagnosis.reason(), "attachment " + count + ": " + diagnosis.message());
      }
    }
  }

  private void add(List<RawPage> found) throws SAXException {
    if (host == null) {
      // A picture that shows no writing is a logo or a photograph.
      boolean writing = found.stream().anyMatch(page -> !page.ocr() || !page.text().isBlank());
      pages.addAll(writing ? found : List.of());
    } else {
      for (RawPage page : found) {
        host.block(page.text());
      }
    }
  }
}
