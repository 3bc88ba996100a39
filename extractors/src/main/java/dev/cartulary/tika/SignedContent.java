package dev.cartulary.tika;

import dev.cartulary.outcome.FailureReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Opens the envelope of a signature (CMS, RFC 5652). Whether the signature is valid is not looked
 * at: what matters here is what was signed.
 */
final class SignedContent {
  /** Takes what was signed. */
  interface Receiver {
    void receive(InputStream content) throws IOException, SAXException, TikaException;
  }

  /** The identifier of enveloped data, 1.2.840.113549.1.7.3, within the first bytes. */
  private static final String ENCRYPTED = "*\u0086H\u0086\u00f7\r\u0001\u0007\u0003";

  private static final int HEAD_BYTES = 32;

  private SignedContent() {}

  /**
   * Hands over what {@code stream} holds.
   *
   * @param parser one that opens such envelopes and gives what it finds to the context's parser
   */
  static void open(Parser parser, TikaInputStream stream, Metadata metadata, Receiver receiver)
      throws IOException, TikaException, SAXException {
    byte[] head = new byte[HEAD_BYTES];
    int length = Math.max(0, stream.peek(head));
    if (new String(head, 0, length, StandardCharsets.ISO_8859_1).contains(ENCRYPTED)) {
      throw new Refusal(
          FailureReason.ENCRYPTED, "it was encrypted for its recipient, whose key is needed");
    }
    ParseContext context = new ParseContext();
    Opened opened = new Opened(receiver);
    context.set(Parser.class, opened);
    try {
      parser.parse(stream, new DefaultHandler(), metadata, context);
    } catch (TikaException e) {
      if (String.valueOf(e.getMessage()).contains("detached")) {
        throw new Refusal(
            FailureReason.UNSUPPORTED, "it is a signature without the document that it signs");
      }
      throw e;
    }
  }

  /** The name of what {@code named} holds; a mail where nothing else is said. */
  static String innerName(String named) {
    String inner =
        named.toLowerCase(Locale.ROOT).matches(".*\\.p7[ms]")
            ? named.substring(0, named.length() - ".p7m".length())
            : named;
    return inner.indexOf('.') < 0 ? inner + ".eml" : inner;
  }

  private static final class Opened implements Parser {
    private static final long serialVersionUID = 1;

    private final transient Receiver receiver;

    private Opened(Receiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public Set<MediaType> getSupportedTypes(ParseContext context) {
      return Set.of();
    }

    @Override
    public void parse(
        InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
        throws IOException, SAXException, TikaException {
      receiver.receive(stream);
    }
  }
}
