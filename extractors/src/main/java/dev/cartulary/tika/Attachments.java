package dev.cartulary.tika;

import dev.cartulary.outcome.FailureReason;
import dev.cartulary.text.RawPage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TemporaryResources;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.metadata.TikaCoreProperties.EmbeddedResourceType;
import org.apache.tika.mime.MediaType;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/**
 * What becomes of documents inside a document.
 *
 * <p>Attachments of a message, entries of an archive, and whole documents put into an office
 * document are documents of their own and are put aside; a message within an Outlook message has no
 * bytes of its own and gives further pages of it. Other objects within an office document are part
 * of its text where they have any. Pictures that belong to the layout and signatures are left
 * alone. What a mail program signed as a whole is the letter with its attachments.
 */
final class Attachments implements EmbeddedDocumentExtractor {
  /** What fails the whole document wherever in it it happens. */
  private static final Set<FailureReason> LIMITS =
      EnumSet.of(FailureReason.TOO_LARGE, FailureReason.TOO_DEEP);

  private enum Rule {
    PARTS,
    WITHIN
  }

  private final Rule rule;
  private final DocumentReader reader;
  private final PageCollector host;
  private final Budget budget;
  private final PartSpool parts;
  private final int depth;
  private final List<RawPage> pages = new ArrayList<>();

  private Attachments(
      Rule rule,
      DocumentReader reader,
      PageCollector host,
      Budget budget,
      PartSpool parts,
      int depth) {
    this.rule = rule;
    this.reader = reader;
    this.host = host;
    this.budget = budget;
    this.parts = parts;
    this.depth = depth;
  }

  static Attachments asParts(
      DocumentReader reader, PageCollector host, Budget budget, PartSpool parts, int depth) {
    return new Attachments(Rule.PARTS, reader, host, budget, parts, depth);
  }

  static Attachments within(
      DocumentReader reader, PageCollector host, Budget budget, PartSpool parts, int depth) {
    return new Attachments(Rule.WITHIN, reader, host, budget, parts, depth);
  }

  /** Pages of messages within an Outlook message so far, in their order. */
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
    return rule == Rule.PARTS
        && metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY) == null
        && (type(metadata).equals("text/plain") || type(metadata).equals("text/html"));
  }

  /** Whether it is the whole mail, put into its signature as mail programs do. */
  private boolean isSealedLetter(Metadata metadata) {
    String name = name(metadata).toLowerCase(Locale.ROOT);
    return rule == Rule.PARTS
        && type(metadata).contains("pkcs7-mime")
        && (name.isEmpty() || name.equals("smime.p7m"));
  }

  /** Keeps a part with bytes that is a document of its own; false if it is none. */
  private boolean putAside(TikaInputStream part, Metadata metadata) throws IOException, Refusal {
    if (rule == Rule.PARTS) {
      parts.add(name(metadata), Format.extension(type(metadata)), part);
      return true;
    }
    MediaType type = reader.type(part, hints(metadata, false));
    String kind = metadata.get(TikaCoreProperties.EMBEDDED_RESOURCE_TYPE);
    if (EmbeddedResourceType.INLINE.toString().equals(kind) || !Format.isDocument(type)) {
      return false;
    }
    String extension = Format.extension(type.toString());
    parts.add(objectName(name(metadata), extension), extension, part);
    return true;
  }

  /** The name of an object, which office programs give no ending or one that says nothing. */
  private static String objectName(String called, String extension) {
    String name =
        called.endsWith(".bin") ? called.substring(0, called.length() - ".bin".length()) : called;
    return name.isEmpty() || name.indexOf('.') >= 0 ? name : name + extension;
  }

  private static String type(Metadata metadata) {
    return String.valueOf(metadata.get(Metadata.CONTENT_TYPE));
  }

  @Override
  public void parseEmbedded(
      InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml)
      throws SAXException, IOException {
    // Some parsers do not ask first.
    if (!shouldParseEmbedded(metadata)) {
      return;
    }
    boolean letter = isLetter(metadata);
    boolean sealed = isSealedLetter(metadata);
    try (TemporaryResources temporary = new TemporaryResources()) {
      TikaInputStream part = TikaInputStream.get(stream, temporary, metadata);
      boolean bytes = part.getOpenContainer() == null || part.hasFile();
      if (bytes && !letter && !sealed && putAside(part, metadata)) {
        return;
      }
      if (bytes && part.getPath().toFile().length() == 0) {
        return;
      }
      List<RawPage> found =
          sealed
              ? reader.sealedLetter(part, budget, parts, depth + 1)
              : reader.read(part, hints(metadata, letter), budget, parts, depth + 1, false).pages();
      add(found, letter || sealed || rule == Rule.WITHIN);
    } catch (TikaException | RuntimeException | IOException | SAXException e) {
      Diagnosis diagnosis = Diagnosis.of(e);
      if (rule == Rule.PARTS || LIMITS.contains(diagnosis.reason())) {
        throw new Refusal(diagnosis.reason(), diagnosis.message());
      }
    }
  }

  private static String name(Metadata metadata) {
    return Objects.requireNonNullElse(metadata.get(TikaCoreProperties.RESOURCE_NAME_KEY), "");
  }

  private static Metadata hints(Metadata metadata, boolean letter) {
    Metadata hints = new Metadata();
    hints.set(TikaCoreProperties.RESOURCE_NAME_KEY, name(metadata));
    if (letter) {
      hints.set(TikaCoreProperties.CONTENT_TYPE_PARSER_OVERRIDE, type(metadata));
      hints.set(Metadata.CONTENT_ENCODING, metadata.get(Metadata.CONTENT_ENCODING));
    }
    return hints;
  }

  private void add(List<RawPage> found, boolean intoHost) throws SAXException {
    if (intoHost) {
      for (RawPage page : found) {
        host.block(page.text());
      }
      return;
    }
    pages.addAll(found);
  }
}
