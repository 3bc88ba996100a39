package dev.cartulary.clinical;

import java.io.InputStream;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The beginning of an XML file, read without following anything that it refers to. */
public final class XmlRoot {
  private XmlRoot() {}

  /** The name of the root element; none if the bytes are no XML. */
  public static Optional<QName> of(InputStream bytes) {
    try {
      XMLStreamReader reader = reader(bytes);
      while (reader.hasNext() && !reader.isStartElement()) {
        reader.next();
      }
      return reader.isStartElement() ? Optional.of(reader.getName()) : Optional.empty();
    } catch (XMLStreamException e) {
      return Optional.empty();
    }
  }

  /** Whether a document type is declared before the root: where entities come from. */
  public static boolean declaresType(InputStream bytes) {
    try {
      XMLStreamReader reader = reader(bytes);
      while (reader.hasNext() && !reader.isStartElement()) {
        if (reader.next() == XMLStreamConstants.DTD) {
          return true;
        }
      }
      return false;
    } catch (XMLStreamException e) {
      return false;
    }
  }

  private static XMLStreamReader reader(InputStream bytes) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory.createXMLStreamReader(bytes);
  }
}
