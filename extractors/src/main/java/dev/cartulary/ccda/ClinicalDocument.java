package dev.cartulary.ccda;

import dev.cartulary.clinical.ClinicalFormat;
import dev.cartulary.clinical.UnreadableRecordException;
import dev.cartulary.clinical.XmlRoot;
import dev.cartulary.outcome.FailureReason;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A C-CDA document as text. */
public final class ClinicalDocument implements ClinicalFormat {
  private static final String NAMESPACE = "urn:hl7-org:v3";

  @Override
  public String mediaType() {
    return "application/hl7-v3+xml";
  }

  @Override
  public boolean matches(InputStream xml) {
    return XmlRoot.of(xml)
        .filter(root -> root.equals(new QName(NAMESPACE, "ClinicalDocument")))
        .isPresent();
  }

  /** One page: the header's labelled lines, then each section with its title and narrative. */
  @Override
  public void render(InputStream xml, PageSink pages)
      throws IOException, SAXException, UnreadableRecordException {
    Element document = builder().parse(xml).getDocumentElement();
    StringBuilder out = new StringBuilder(Header.lines(document)).append("\n\n");
    for (Element body : Nodes.all(document, "component/nonXMLBody/text")) {
      if (Nodes.first(body, "reference").isPresent()) {
        throw new UnreadableRecordException(
            FailureReason.UNSUPPORTED,
            "the clinical document refers to its text, which is a file elsewhere ("
                + Nodes.attribute(body, "mediaType").orElse("of unknown type")
                + ")");
      }
      if ("B64".equals(body.getAttribute("representation"))) {
        enclosed(body, pages);
      } else {
        out.append(body.getTextContent()).append("\n\n");
      }
    }
    for (Element section : Nodes.all(document, "component/structuredBody/component/section")) {
      section(section, out);
    }
    pages.add(out.toString());
  }

  /** A scan or a report as PDF in the place of sections. */
  private static void enclosed(Element body, PageSink pages)
      throws IOException, SAXException, UnreadableRecordException {
    String mediaType = Nodes.attribute(body, "mediaType").orElse("");
    try {
      pages.enclosed("", mediaType, Base64.getMimeDecoder().decode(body.getTextContent()));
    } catch (IllegalArgumentException e) {
      throw new UnreadableRecordException(
          FailureReason.CORRUPT, "the file within the clinical document is not base64");
    }
  }

  private static void section(Element section, StringBuilder out) {
    Nodes.first(section, "title")
        .flatMap(Nodes::text)
        .or(() -> Nodes.first(section, "code").flatMap(e -> Nodes.attribute(e, "displayName")))
        .ifPresent(title -> out.append(title).append('\n'));
    String narrative = Nodes.first(section, "text").map(Narrative::of).orElse("").strip();
    out.append(narrative.isEmpty() ? entries(section) : narrative).append("\n\n");
    Nodes.all(section, "component/section").forEach(inner -> section(inner, out));
  }

  /** What a section without narrative says in its codes: a line for each entry. */
  private static String entries(Element section) {
    return Nodes.all(section, "entry").stream()
        .map(ClinicalDocument::displayNames)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private static String displayNames(Element entry) {
    NodeList all = entry.getElementsByTagNameNS(NAMESPACE, "*");
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < all.getLength(); i++) {
      if (all.item(i) instanceof Element element) {
        Nodes.attribute(element, "displayName").ifPresent(names::add);
      }
    }
    return String.join("; ", names);
  }

  private static DocumentBuilder builder() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      // Without a document type there are no entities, neither external nor exploding ones.
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      // The default handler prints to standard error.
      builder.setErrorHandler(new org.xml.sax.helpers.DefaultHandler());
      return builder;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK's XML parser has these features", e);
    }
  }
}
